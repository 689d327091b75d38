from datetime import UTC, date, datetime

import pytest

from mutualaid.directory.formats.calendar_dates import read_date, read_instant
from mutualaid.directory.formats.time_zones import read_timezone


class TestReadDate:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-12-05",
            "2026-12-05T23:30:00-05:00",
            "5/12/2026",
            "05/12/26",
            "05.12.2026",
            "5-12-2026",
            "5 December 2026",
            "5th Dec 2026",
            "Sat 5th Dec 2026",
            "Saturday, 5 December 2026",
            "5-Dec-26",
        ],
    )
    def test_puts_the_day_before_the_month(self, text):
        assert read_date(text) == date(2026, 12, 5)

    @pytest.mark.parametrize(
        "text",
        ["", "soon", "31/02/2026", "12/31/2026", "0001-01-01", "2999-01-01", "5", "5 Foo 2026"],
    )  # fmt: skip
    def test_does_not_guess(self, text):
        assert read_date(text) is None


class TestReadInstant:
    @pytest.mark.parametrize(
        ("value", "instant"),
        [
            ("2020-11-02 21:55:00", datetime(2020, 11, 2, 21, 55, tzinfo=UTC)),
            ("2020-11-02T21:55:00.000Z", datetime(2020, 11, 2, 21, 55, tzinfo=UTC)),
            ("2020-11-02T16:55:00-05:00", datetime(2020, 11, 2, 21, 55, tzinfo=UTC)),
            ("2/11/2020", datetime(2020, 11, 2, tzinfo=UTC)),
            (1604354100, datetime(2020, 11, 2, 21, 55, tzinfo=UTC)),
            (1604354100000, datetime(2020, 11, 2, 21, 55, tzinfo=UTC)),
        ],
    )
    def test_is_in_utc(self, value, instant):
        assert read_instant(value) == instant

    @pytest.mark.parametrize(
        "value",
        ["", "x", "0000-00-00 00:00:00", "0001-01-01T00:00:00+10:00", 0, -5, 10**400,
         float("nan"), float("inf"), True, 5],
    )  # fmt: skip
    def test_does_not_guess(self, value):
        assert read_instant(value) is None


class TestReadTimezone:
    @pytest.mark.parametrize(
        ("name", "zone"),
        [
            ("Europe/London", "Europe/London"),
            ("America/New_York", "America/New_York"),
            ("BST", "Europe/London"),
            ("GMT", "Europe/London"),
            ("GMT Standard Time", "Europe/London"),
            ("UK time", "Europe/London"),
            ("Mars/Olympus", ""),
            ("../../etc/passwd", ""),
        ],
    )
    def test_knows_names_of_the_database_and_of_britain(self, name, zone):
        assert read_timezone(name) == zone
