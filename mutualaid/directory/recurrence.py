"""When a meeting happens: its pattern, the dates that differ, and the occurrences of both.

A pattern is a weekday or a date of the month, a local time and a time zone, never an instant:
a meeting at half past seven stays at half past seven when the clocks change.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Frequency(StrEnum):
    """How a series repeats; the values are stored."""

    WEEKLY = "weekly"  # every `interval` weeks on `weekday`
    MONTHLY_WEEKDAY = "monthly-weekday"  # the `ordinals`-th `weekday` of every `interval` months
    MONTHLY_DATE = "monthly-date"  # on `day_of_month` of every `interval` months
    APPOINTMENT = "appointment"  # no pattern: people ask first


class ExceptionKind(StrEnum):
    """What is different about a date; the values are stored."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class DateException:
    """One date that differs. `original_date` is the date the pattern gives (for EXTRA: its own)."""

    original_date: date
    kind: ExceptionKind
    new_date: date | None = None  # MOVED: where it went; None keeps the date
    start_time: time | None = None  # None keeps the usual time
    duration: timedelta | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated meeting. Identified by its meeting and `original_date`."""

    original_date: date
    starts_at: datetime  # aware, in the meeting's own zone
    ends_at: datetime | None  # aware; None where the length is not known
    kind: ExceptionKind | None = None  # MOVED or EXTRA, else None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A series and its exceptions."""

    frequency: Frequency
    weekday: int | None = None  # Monday is 0, as in Python
    interval: int = 1
    ordinals: tuple[int, ...] = ()  # 1 to 5, -1 for the last
    day_of_month: int | None = None
    start_time: time | None = None
    duration: timedelta | None = None  # may run past midnight
    timezone: str = "Europe/London"
    starts_on: date | None = None  # first and last date on which it may happen
    ends_on: date | None = None
    anchored_on: date | None = None  # a date it did happen; fixes the phase where interval > 1
    exceptions: tuple[DateException, ...] = ()
