import pytest

from mutualaid.directory.formats.joining_details import dial_digits, web_address


class TestWebAddress:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("https://meet.example/j/1", "https://meet.example/j/1"),
            ("meet.example/j/1", "https://meet.example/j/1"),
            ("https://meet.example/j/1 then wait", "https://meet.example/j/1"),
            ("https://meet.example/j/1?lobby", "https://meet.example/j/1?lobby"),
            ("https://meet.example/j/1?pwd", "https://meet.example/j/1?pwd"),
            (
                "https://meet.example/j/1?pwd=x&from=1",
                "https://meet.example/j/1?from=1",
            ),
            ("https://meet.example/j/1?PASSCODE=x", "https://meet.example/j/1"),
            ("https://meet.example/?who=sam@list.example", "https://meet.example/"),
            ("https://teams.example/l/1?p=abc", "https://teams.example/l/1"),
            ("https://meet.example/l/1?p=abc", "https://meet.example/l/1?p=abc"),
            ("https://wa.me/441632960123", ""),
            ("ftp://meet.example/1", ""),
            ("javascript:alert(1)", ""),
            ("ask at the door", ""),
            ("https://" + "a" * 600 + ".example", ""),
        ],
    )
    def test_keeps_the_way_in_and_no_secret(self, typed, kept):
        assert web_address(typed) == kept


class TestDialDigits:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("020 7946 0123", "02079460123"),
            ("+44 20 7946 0123,,123456789#", "+442079460123,,123456789#"),
            ("+44 20 7946 0123,,123456789#,,,4711#", "+442079460123,,123456789#"),
            ("Ring 01632-960-123", "01632960123"),
            ("no number", ""),
            ("1234567890 1234567890", ""),
        ],
    )
    def test_keeps_the_number_and_the_meetings_own(self, typed, kept):
        assert dial_digits(typed) == kept
