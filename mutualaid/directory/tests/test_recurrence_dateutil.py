"""Ten years of occurrences, held against python-dateutil's rules and time zones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from dateutil.tz import resolve_imaginary
from dateutil.zoneinfo import get_zonefile_instance
from hypothesis import assume, given

from mutualaid.directory.recurrence import ExceptionKind, Frequency, Schedule

from .schedules import FIRST, LAST, TABLE, patterns, schedules

AFTER = datetime.combine(FIRST, time(), UTC)
BEFORE = datetime.combine(LAST, time(), UTC)


def zone_of(schedule: Schedule) -> tzinfo:
    """Dateutil's own copy of the time zones: its reader of the system's ends in 2037."""
    if schedule.timezone == "UTC":
        return UTC
    zone = get_zonefile_instance().get(schedule.timezone)
    assert zone is not None
    return zone


def rule_of(schedule: Schedule) -> rrule:
    parts: dict[str, object] = {}
    if schedule.frequency == Frequency.WEEKLY:
        parts["byweekday"] = weekday(schedule.weekday)
    elif schedule.frequency == Frequency.MONTHLY_WEEKDAY:
        parts["byweekday"] = [weekday(schedule.weekday, n) for n in schedule.ordinals]
    else:
        parts["bymonthday"] = schedule.day_of_month
    counted_from = schedule.anchored_on or schedule.starts_on or date(2015, 1, 1)
    return rrule(
        WEEKLY if schedule.frequency == Frequency.WEEKLY else MONTHLY,
        dtstart=datetime.combine(counted_from, time()),
        interval=schedule.interval,
        until=datetime.combine(schedule.ends_on or date(2037, 6, 1), time()),
        **parts,
    )


def usual_dates(schedule: Schedule) -> list[date]:
    """With a month to spare at both ends."""
    first = max(date(2025, 12, 1), schedule.starts_on or date.min)
    dates = rule_of(schedule).between(
        datetime.combine(first, time()),
        datetime.combine(date(2037, 2, 1), time()),
        inc=True,
    )
    return [each.date() for each in dates]


def expected(schedule: Schedule) -> list[tuple[date, datetime, timedelta | None]]:
    """Original date, start and length of each, worked out the long way round."""
    usual = usual_dates(schedule)
    held = {(day, None): (day, schedule.start_time, schedule.duration) for day in usual}
    for exception in schedule.exceptions:
        day = exception.original_date
        at = exception.start_time or schedule.start_time
        lasting = exception.duration or schedule.duration
        if exception.kind == ExceptionKind.EXTRA:
            key = None if at == schedule.start_time else "extra"
            held[day, key] = (day, at, lasting)
        elif exception.kind == ExceptionKind.CANCELLED:
            held.pop((day, None), None)
        elif (day, None) in held:
            held[day, None] = (exception.new_date or day, at, lasting)
    zone = zone_of(schedule)
    found = [
        (original, in_utc(day, at, zone), lasting)
        for (original, _), (day, at, lasting) in held.items()
    ]
    return sorted(
        (each for each in found if AFTER <= each[1] < BEFORE), key=lambda each: each[:2]
    )


def in_utc(day: date, at: time, zone: tzinfo) -> datetime:
    start = datetime.combine(day, at, zone)
    return (start if zone is UTC else resolve_imaginary(start)).astimezone(UTC)


def ours(schedule: Schedule) -> Iterator[tuple[date, datetime, timedelta | None]]:
    starts = []
    for each in schedule.occurrences(AFTER, BEFORE):
        start = each.starts_at.astimezone(UTC)
        length = each.ends_at.astimezone(UTC) - start if each.ends_at else None
        starts.append(start)
        yield each.original_date, start, length
    assert starts == sorted(starts)


class TestTenYears:
    @pytest.mark.parametrize("schedule", TABLE.values(), ids=TABLE)
    def test_of_the_table_equal_dateutil(self, schedule):
        assert sorted(ours(schedule), key=lambda each: each[:2]) == expected(schedule)

    @given(schedules())
    def test_of_any_schedule_equal_dateutil(self, schedule):
        # Ireland's winter is its exception, an hour back, which dateutil reads wrongly in
        # the night of the change; the calendar files' reader is asked about Dublin too.
        assume(schedule.timezone != "Europe/Dublin")

        assert sorted(ours(schedule), key=lambda each: each[:2]) == expected(schedule)

    def test_of_the_table_are_many(self):
        assert sum(len(expected(each)) for each in TABLE.values()) > 5_000


class TestPatternDates:
    @given(patterns())
    def test_equal_dateutil(self, pattern):
        dates = pattern.pattern_dates(date(2025, 12, 1), date(2037, 2, 1))

        assert list(dates) == usual_dates(pattern)
