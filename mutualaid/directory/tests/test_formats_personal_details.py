from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.formats.entry_secrets import without_entry_secrets
from mutualaid.directory.formats.joining_details import (
    dial_digits,
    web_address,
    without_secrets,
)
from mutualaid.directory.formats.personal_details import without_personal_details

GONE = "[removed]"


class TestTelephoneNumbers:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("Ring 01632 960123.", f"Ring {GONE}."),
            ("tel:01632960123", f"tel:{GONE}"),
            ("07700 900456/07700 900789", f"{GONE}/{GONE}"),
            ("07700900456,07700900789", f"{GONE},{GONE}"),
            ("020 7946 0123", GONE),
            ("(020) 7946 0123", GONE),
            ("0207-946-0123", GONE),
            ("+44 7700 900456", GONE),
            ("+44 (0)1632 960 001 now", f"{GONE} now"),
            ("0044 1632 960001", GONE),
            ("447700900456", GONE),
            ("Zoom ID 07700 900456", f"Zoom ID {GONE}"),
            ("0033 1 42 68 53 00", GONE),
            ("+353 1 555 0123", GONE),
            ("(510) 555-0123 or 510-555-0123", f"{GONE} or {GONE}"),
            ("mobile 900456", f"mobile {GONE}"),
            ("Text Sam on 07700 900456", f"Text Sam on {GONE}"),
            ("WhatsApp: 5105550123", f"WhatsApp: {GONE}"),
        ],
    )
    def test_are_taken_out(self, text, kept):
        assert without_personal_details(text) == kept

    @pytest.mark.parametrize(
        "text",
        [
            "AA helpline 0800 9177 650",
            "Call 0808 157 0123",
            "Call 0300 123 1234",
            "Call 116 123",
            "+44 800 9177 650",
        ],
    )
    def test_of_organisations_stay(self, text):
        assert without_personal_details(text) == text

    @pytest.mark.parametrize(
        "text",
        [
            "07:30-08:30",
            "07.30 - 08.30 - 09.30",
            "0730 0830 0930",
            "call 1930-2030",
            "01/02/2026 19:30",
            "01.02.2026 7.30pm",
            "01-02-2026 19:30",
            "25/12/2026 0730 0830",
            "2026-01-02 19:30:00",
            "call starts 2026-01-15",
            "NB3 4QX",
            "Zoom ID: 823 4567 8901",
            "Meeting ID 812 345 6789",
            "Zoom 812 345 6789",
            "GSO #123456",
            "charity 1234567",
            "100-2000 people",
            "51.50123, -0.12345",
            "12th June 2026 7pm 8pm 9pm",
        ],
    )
    def test_are_not_seen_in_times_dates_and_meeting_ids(self, text):
        assert without_personal_details(text) == text


class TestEmailAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "sam@example.org",
            "sam.smith+aa@mail.example.co.uk",
            "mailto:sam@example.org",
            "sam@exämple.org",
            "sam\uff20example.org",
            "sam%40example.org",
            "sam @ example.org",
            "sam [at] example [dot] org",
            "sam (at) example.org",
            "sam at example dot com",
            "s" * 200 + "@example.org",
        ],
    )
    def test_are_taken_out(self, address):
        assert without_personal_details(f"Write to {address} now") == (
            f"Write to {GONE} now"
        )

    @pytest.mark.parametrize(
        "text", ["meet @ 7.30", "meet @ St.Marks Hall", "@home", "Look at dot matrix"]
    )
    def test_are_not_seen_elsewhere(self, text):
        assert without_personal_details(text) == text


class TestEntrySecrets:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("Password: x", f"Password: {GONE}"),
            ("password=abc.d!e", f"password={GONE}"),
            ("pw 12345", f"pw {GONE}"),
            ("p/w: abc", f"p/w: {GONE}"),
            ("Passcode - abc", f"Passcode - {GONE}"),
            ("Pass code #1234", f"Pass code #{GONE}"),
            ("Passcode\n123456", f"Passcode\n{GONE}"),
            ("Password/Passcode: 998877", f"Password/Passcode: {GONE}"),
            ("Password (capitals): ABC", f"Password (capitals): {GONE}"),
            ("password is easydoesit", f"password is {GONE}"),
            ("The password is 'one day'", f"The password is {GONE}"),
            ("Password: Easy Does It\nDoors", f"Password: {GONE}\nDoors"),
            ("Password: 1234 Step-free", f"Password: {GONE} Step-free"),
            ("PIN: 4321", f"PIN: {GONE}"),
            ("pin number is 4321", f"pin number is {GONE}"),
            ("door code is C1234X", f"door code is {GONE}"),
            ("Access code 1234#", f"Access code {GONE}"),
            ("Door code: s3cret", f"Door code: {GONE}"),
            ("pass: 1234", f"pass: {GONE}"),
            ("Contraseña: abc", f"Contraseña: {GONE}"),
            ("Пароль: 123", f"Пароль: {GONE}"),
            ("Hasło: abc", f"Hasło: {GONE}"),
        ],
    )
    def test_are_taken_out(self, text, kept):
        assert without_personal_details(text) == kept

    @pytest.mark.parametrize(
        "text",
        [
            "This meeting requires a password to attend. Email us",
            "No password needed",
            "password protected",
            "Password is required",
            "Meeting requires a password. Write first",
            "Postcode NB3 4QX",
            "post code 12345",
            "zip code 94110",
            "dress code: 80s",
            "area code 01632",
            "Code of conduct",
            "Drop a pin on the map",
            "Show your bus pass",
        ],
    )
    def test_are_not_seen_in_ordinary_words(self, text):
        assert without_personal_details(text) == text


class TestLinks:
    @pytest.mark.parametrize(
        ("link", "kept"),
        [
            ("https://zoom.us/j/123?pwd=abc", "https://zoom.us/j/123"),
            ("https://zoom.us/j/123?a=1&pwd=abc&b=2", "https://zoom.us/j/123?a=1&b=2"),
            ("https://zoom.us/j/123?PWD=abc", "https://zoom.us/j/123"),
            ("https://zoom.us/j/123?passcode=abc", "https://zoom.us/j/123"),
            ("https://zoom.us/j/123?tk=abc", "https://zoom.us/j/123"),
            ("https://zoom.us/j/123#pwd=abc", "https://zoom.us/j/123"),
            ("https://zoom.us/j/123?%70wd=abc", "https://zoom.us/j/123"),
            ("https://teams.live.com/meet/94?p=abc", "https://teams.live.com/meet/94"),
            ("https://example.org/?p=3", "https://example.org/?p=3"),
            ("https://example.org/?x=a%40b.org", "https://example.org/"),
            ("https://sam:pw@example.org:81/x", "https://example.org:81/x"),
            ("http://example.org/a%20b?x=%C3%A9", "http://example.org/a%20b?x=%C3%A9"),
        ],
    )
    def test_lose_what_lets_people_in(self, link, kept):
        assert web_address(link) == kept
        assert without_personal_details(f"See {link} now") == f"See {kept} now"

    @pytest.mark.parametrize(
        "link",
        ["https://wa.me/447700900456", "https://api.whatsapp.com/send?phone=447700900456",
         "https://paypal.me/sam", "http://[::1"],
    )  # fmt: skip
    def test_to_a_person_are_taken_out(self, link):
        assert without_secrets(link) == ""
        assert without_personal_details(f"See {link} now") == f"See {GONE} now"

    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("zoom.us/j/123", "https://zoom.us/j/123"),
            ("www.example.org", "https://www.example.org"),
            ("https://zoom.us/j/123 (from 7pm)", "https://zoom.us/j/123"),
            ("javascript:alert(1)", ""),
            ("data:text/html,x", ""),
            ("ftp://example.org/x", ""),
            ("https://localhost/x", ""),
            ("see notes", ""),
            ("  ", ""),
            ("https://example.org/" + "x" * 600, ""),
        ],
    )
    def test_are_http_or_nothing(self, text, address):
        assert web_address(text) == address


class TestDialDigits:
    @pytest.mark.parametrize(
        ("text", "digits"),
        [
            ("+442034815240,,82345678901#,,,,*123456#", "+442034815240,,82345678901#"),
            ("+442034815240,,82345678901#", "+442034815240,,82345678901#"),
            ("+442034815240,,123456#", "+442034815240"),
            ("+44 203 481 5240 PIN 1234", "+442034815240"),
            ("020 7946 0123", "02079460123"),
            ("+440000000000,,REDACTED#", "+440000000000"),
            ("ask Sam", ""),
            ("1" * 30, ""),
            ("123456789 12345678", ""),
        ],
    )
    def test_keep_number_and_meeting_but_no_pin(self, text, digits):
        assert dial_digits(text) == digits


WORRYING = st.sampled_from(
    ["Password: ", "pw ", "is ", "07700 ", "900456", "sam", "@", "example.org", " at ",
     " dot ", "https://zoom.us/j/1", "?pwd=", "&x=1", "PIN ", "1234", "code ", "+44", "[", "]",
     "(", ")", ".", "\n", " ", "call ", "ID "]
)  # fmt: skip
WORRYING_TEXT = st.lists(WORRYING, max_size=12).map("".join)


class TestEveryText:
    @given(WORRYING_TEXT)
    def test_loses_nothing_more_a_second_time(self, text):
        once = without_entry_secrets(text)

        assert without_entry_secrets(once) == once

    @given(WORRYING_TEXT, st.sampled_from(["sam@example.org", "07700 900456"]))
    def test_loses_a_detail_wherever_it_stands(self, text, detail):
        told = without_personal_details(f"{text} | {detail} | {text}")

        assert f"| {detail} |" not in told

    @pytest.mark.parametrize(
        "part",
        ["a@", "0 ", "(at) ", "pass ", "pw=", "password ", "call ", "1-", "\t", "https://",
         "<a", "x dot ", "+"],
    )  # fmt: skip
    def test_is_read_in_time_that_grows_with_its_length_only(self, part):
        before = process_time()

        without_personal_details(part * (20_000 // len(part)))

        assert process_time() - before < 1
