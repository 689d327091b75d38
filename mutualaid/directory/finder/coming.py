"""The dates of the coming week that a pattern gives, those that are called off among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mutualaid.directory.recurrence import ExceptionKind, Schedule

HERE = ZoneInfo("Europe/London")
DAYS = 8  # seven whole ones, and what is left of this


@dataclass(frozen=True, slots=True, eq=False)
class ComingDate:
    """One date of one pattern, in UTC. Known by its identity, which is quick to look up by."""

    original_date: date
    starts: datetime
    ends: datetime | None
    is_usual: bool = True  # neither moved nor added
    is_cancelled: bool = False


def coming_dates(schedule: Schedule, day: date) -> Iterator[ComingDate]:
    """Those that start on this day in England or within the week after it."""
    first = datetime.combine(day, time(), HERE)
    last = datetime.combine(day + timedelta(DAYS), time(), HERE)
    for each in schedule.occurrences(first, last):
        ends = each.ends_at.astimezone(UTC) if each.ends_at else None
        starts = each.starts_at.astimezone(UTC)
        yield ComingDate(each.original_date, starts, ends, each.kind is None)
    yield from _called_off(schedule, day)


def _called_off(schedule: Schedule, day: date) -> Iterator[ComingDate]:
    for each in schedule.exceptions:
        ahead = (each.original_date - day).days
        is_given = each.kind == ExceptionKind.CANCELLED and 0 <= ahead < DAYS
        if is_given and schedule.start_time and schedule.falls_on(each.original_date):
            starts = datetime.combine(
                each.original_date, schedule.start_time, schedule.zone
            ).astimezone(UTC)
            yield ComingDate(each.original_date, starts, None, is_cancelled=True)
