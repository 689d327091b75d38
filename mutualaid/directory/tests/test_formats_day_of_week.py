import pytest

from mutualaid.directory.formats.day_of_week import read_days

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


class TestReadDays:
    @pytest.mark.parametrize(
        ("value", "days"),
        [
            (0, (SUN,)),
            (1, (MON,)),
            (6, (SAT,)),
            (7, (SUN,)),
            (3.0, (WED,)),
            ("0", (SUN,)),
            ("1", (MON,)),
            ("7", (SUN,)),
            ("1.0", (MON,)),
            ([1, 3], (MON, WED)),
            ([3, 1, 3], (MON, WED)),
            (["Mon", "5"], (MON, FRI)),
            ("1,3", (MON, WED)),
            ("0 & 6", (SAT, SUN)),
        ],
    )
    def test_takes_sunday_for_0_where_days_are_numbers(self, value, days):
        assert read_days(value) == days

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("Mon", (MON,)),
            ("monday", (MON,)),
            ("MONDAYS", (MON,)),
            ("Tu", (TUE,)),
            ("Tues", (TUE,)),
            ("Tuesday's", (TUE,)),
            ("Weds", (WED,)),
            ("Thur", (THU,)),
            ("Thurs.", (THU,)),
            ("Fri evening", (FRI,)),
            ("Every Saturday", (SAT,)),
            ("on Sunday nights", (SUN,)),
            ("Tue & Thu", (TUE, THU)),
            ("Mon, Wed and Fri", (MON, WED, FRI)),
            ("MON/WED", (MON, WED)),
            ("Mon; Sat", (MON, SAT)),
            ("Mon-Fri", (MON, TUE, WED, THU, FRI)),
            ("Mon – Wed", (MON, TUE, WED)),
            ("Sat to Mon", (MON, SAT, SUN)),
            ("Mon-Wed & Sun", (MON, TUE, WED, SUN)),
            ("Daily", (MON, TUE, WED, THU, FRI, SAT, SUN)),
            ("Every day", (MON, TUE, WED, THU, FRI, SAT, SUN)),
            ("7 days a week", (MON, TUE, WED, THU, FRI, SAT, SUN)),
            ("Daily except Sunday", (MON, TUE, WED, THU, FRI, SAT)),
            ("weekdays", (MON, TUE, WED, THU, FRI)),
            ("Weekends", (SAT, SUN)),
        ],
    )
    def test_reads_what_people_write(self, text, days):
        assert read_days(text) == days

    @pytest.mark.parametrize("value", ["", "  ", []])
    def test_finds_nothing_stated_in_a_blank(self, value):
        assert read_days(value) == ()

    @pytest.mark.parametrize(
        "value",
        [
            "Blursday",
            "8",
            "-1",
            8,
            -1,
            2.5,
            True,
            None,
            {"day": 1},
            [1, "x"],
            [[1]],
            "Mon-",
            "1st Monday",
            "Monday 7pm",
            "daily except every day",
            "Mon " * 200,
        ],
    )
    def test_does_not_guess(self, value):
        assert read_days(value) is None
