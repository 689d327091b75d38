"""The clock changes in calendar files, as python-dateutil reads them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from mutualaid.directory.calendar_zone import zone_component

YEAR = 2026
BY_RULE = (
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)
BY_LIST = (
    "America/Nuuk",
    "America/Santiago",
    "Asia/Jerusalem",
    "Africa/Casablanca",
    "Africa/Cairo",
)
UNCHANGING = ("Asia/Kolkata", "Pacific/Kiritimati")


def instants(zone: ZoneInfo) -> Iterator[datetime]:
    """Noon of every day of ten years, and each quarter of an hour where the clocks change."""
    noon = datetime(YEAR, 1, 1, 12, tzinfo=UTC)
    for _ in range(3652):
        yield noon
        following = noon + timedelta(days=1)
        if noon.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            yield from (noon + timedelta(minutes=15 * n) for n in range(1, 96))
        noon = following


def text_of(name: str) -> str:
    return zone_component(name, YEAR).to_ical().decode()


class TestZoneComponent:
    @pytest.mark.parametrize("name", BY_RULE + BY_LIST + UNCHANGING)
    def test_is_right_at_every_instant_of_ten_years(self, name):
        ours = ZoneInfo(name)
        read = tzical(StringIO(text_of(name))).get(name)

        for instant in instants(ours):
            expected = instant.astimezone(ours)
            assert instant.astimezone(read).utcoffset() == expected.utcoffset(), instant

    def test_tells_what_held_before_the_only_change(self):
        text = zone_component("Asia/Almaty", 2023).to_ical().decode()
        read = tzical(StringIO(text)).get("Asia/Almaty")
        months = (
            datetime(2023 + n // 12, n % 12 + 1, 2, tzinfo=read) for n in range(24)
        )
        hours = [month.utcoffset() // timedelta(hours=1) for month in months]

        assert hours == [6] * 14 + [5] * 10  # since 1 March 2024

    @pytest.mark.parametrize("name", BY_RULE)
    def test_gives_a_rule_for_each_half_of_the_year(self, name):
        text = text_of(name)

        assert text.count("RRULE:FREQ=YEARLY") == 2
        assert "RDATE" not in text
        assert text.count("BEGIN:DAYLIGHT") == text.count("BEGIN:STANDARD") == 1

    @pytest.mark.parametrize("name", BY_LIST)
    def test_lists_what_follows_no_rule(self, name):
        assert "RDATE" in text_of(name)

    @pytest.mark.parametrize("name", UNCHANGING)
    def test_is_one_standard_time_where_clocks_never_change(self, name):
        text = text_of(name)

        assert text.count("BEGIN:STANDARD") == 1
        assert "BEGIN:DAYLIGHT" not in text
        assert "RRULE" not in text

    def test_of_london_is_what_the_law_says(self):
        assert text_of("Europe/London").split("\r\n")[2:-2] == [
            "BEGIN:DAYLIGHT",
            "DTSTART:20250330T010000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "TZNAME:BST",
            "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0100",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "DTSTART:20251026T020000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "TZNAME:GMT",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0000",
            "END:STANDARD",
        ]
