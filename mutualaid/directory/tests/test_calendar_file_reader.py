"""Calendar files, read back by a library that is not ours, against our own occurrences."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from icalendar import Calendar

from mutualaid.directory.calendar_file import meeting_calendar
from mutualaid.directory.recurrence import SEARCH_HORIZON, Schedule

from .schedules import FIRST, LAST, TABLE, patterns, schedules

UID = "riverside-thursday@meetings.example"


def file_of(schedule: Schedule) -> bytes:
    now = datetime.combine(FIRST, time(), UTC)
    return meeting_calendar(
        uid=UID,
        title="Meeting",
        description="",
        schedule=schedule,
        location="",
        geo=None,
        url="",
        conference_url="",
        now=now,
        last_modified=now,
        sequence=1,
        from_date=FIRST,
    )


def window(schedule: Schedule) -> tuple[datetime, datetime]:
    zone = ZoneInfo(schedule.timezone)
    return datetime.combine(FIRST, time(), zone), datetime.combine(LAST, time(), zone)


def read_back(schedule: Schedule) -> list[tuple[datetime, timedelta]]:
    calendar = Calendar.from_ical(file_of(schedule))
    after, before = window(schedule)
    found = []
    for event in recurring_ical_events.of(calendar).between(after, before):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        # The reader adds lengths to the wall clock, so the wall clock gives them back.
        length = end.replace(tzinfo=None) - start.replace(tzinfo=None)
        if after <= start.astimezone(UTC) < before:
            found.append((start.astimezone(UTC), length))
    return sorted(found)


def ours(schedule: Schedule) -> list[tuple[datetime, timedelta]]:
    found = []
    for each in schedule.occurrences(*window(schedule)):
        start = each.starts_at.astimezone(UTC)
        end = each.ends_at.astimezone(UTC) if each.ends_at else start
        found.append((start, end - start))
    return sorted(found)


class TestTenYears:
    @pytest.mark.parametrize("schedule", TABLE.values(), ids=TABLE)
    def test_of_the_table_are_read_back(self, schedule):
        assert read_back(schedule) == ours(schedule)

    @given(schedules())
    def test_of_any_schedule_are_read_back(self, schedule):
        if ours(schedule):
            assert read_back(schedule) == ours(schedule)

    @given(patterns())
    def test_begin_on_the_first_date_of_the_pattern(self, pattern):
        first = next(pattern.pattern_dates(FIRST, LAST), None)
        if first and first < FIRST + SEARCH_HORIZON:
            series = Calendar.from_ical(file_of(pattern)).events[0]
            assert series.start.date() == first
