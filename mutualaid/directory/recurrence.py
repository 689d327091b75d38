"""When a meeting happens: its pattern, the dates that differ, and the occurrences of both.

A pattern is a weekday or a date of the month, a local time and a time zone, never an instant:
a meeting at half past seven stays at half past seven when the clocks change.

Local times are read as RFC 5545 (3.3.5) and Python (fold=0) read them. One that the spring change
skips counts from the offset before the change: 01:30 in London is then 02:30. One that comes
twice in autumn is the first of the two. Lengths are exact: ninety minutes are ninety minutes on
that night as well, whatever the clock on the wall says at the end.

So instants are compared and lengths added in UTC: between two times of the same zone, Python
compares and adds what the wall clock shows.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from heapq import merge
from typing import cast
from zoneinfo import ZoneInfo

# Five years find a 29 February, and end the search for a date that never comes.
SEARCH_HORIZON = timedelta(days=5 * 366)
LONGEST_MEETING = timedelta(hours=24)
_ORDINALS = frozenset({1, 2, 3, 4, 5, -1})

# Clear of both ends of the calendar, where no zone can push an instant over them.
_EARLIEST = datetime(1, 1, 4, tzinfo=UTC)
_LATEST = datetime(9999, 12, 28, tzinfo=UTC)


class Frequency(StrEnum):
    """How a series repeats, every `interval` weeks or months; the values are stored."""

    WEEKLY = "weekly"  # on `weekday`
    MONTHLY_WEEKDAY = "monthly-weekday"  # on the nth `weekday` of the month
    MONTHLY_DATE = "monthly-date"  # on `day_of_month`
    APPOINTMENT = "appointment"  # no pattern: people ask first


class ExceptionKind(StrEnum):
    """What is different about a date; the values are stored."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    EXTRA = "extra"


@cache
def zone_named(name: str) -> ZoneInfo:
    """The time zone of an IANA name, or ValueError."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ValueError(f"There is no time zone called {name!r}.") from None


@dataclass(frozen=True, slots=True)
class DateException:
    """One date that differs. `original_date` is the date the pattern gives (for EXTRA: its own).

    A cancelled or moved date that the pattern does not give has no effect: it was entered for an
    earlier pattern. What a person moved or added may lie outside `starts_on` and `ends_on`.
    """

    original_date: date
    kind: ExceptionKind
    new_date: date | None = None  # MOVED: where it went; None keeps the date
    start_time: time | None = None  # None keeps the usual time
    duration: timedelta | None = None  # None keeps the usual length
    note: str = ""

    def __post_init__(self) -> None:
        _check(_time_and_length(self.start_time, self.duration))
        if self.new_date and self.kind != ExceptionKind.MOVED:
            raise ValueError("Only a moved date has a new date.")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated meeting. Identified by its meeting and `original_date`.

    An extra meeting at another hour of a usual date shares that date; `kind` tells the two apart.
    """

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
    day_of_month: int | None = None  # 29 to 31: months without that date are left out
    start_time: time | None = None
    duration: timedelta | None = None  # may run past midnight
    timezone: str = "Europe/London"
    starts_on: date | None = None  # first and last date that the pattern may give
    ends_on: date | None = None
    # A date it did happen; fixes the phase where interval > 1 by its month or its ISO week,
    # whatever the weekday. Without it, `starts_on` does.
    anchored_on: date | None = None
    exceptions: tuple[DateException, ...] = ()

    def __post_init__(self) -> None:
        zone_named(self.timezone)
        _check(_time_and_length(self.start_time, self.duration))
        _check(self._bound_requirements())
        if self.frequency != Frequency.APPOINTMENT:
            _check(self._pattern_requirements())

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that the wall clock of the meeting keeps."""
        return zone_named(self.timezone)

    def occurrences(self, after: datetime, before: datetime) -> Iterator[Occurrence]:
        """Every occurrence with `after` <= starts_at < `before`, in order of start."""
        return self._between(
            max(_in_utc(after), _EARLIEST), min(_in_utc(before), _LATEST)
        )

    def next_occurrence(
        self, now: datetime, *, grace: timedelta = timedelta(0)
    ) -> Occurrence | None:
        """The first that starts at or after `now` less `grace`, if one does within five years."""
        since = _in_utc(now) - grace
        return next(self._between(since, since + SEARCH_HORIZON), None)

    def pattern_dates(self, first: date, last: date) -> Iterator[date]:
        """The dates that the pattern gives, both ends included, whatever the exceptions."""
        return self._days(first.toordinal(), last.toordinal())

    def falls_on(self, day: date) -> bool:
        """Does the pattern give this date, whatever the exceptions?"""
        return day in self.pattern_dates(day, day)

    def replaced_dates(self) -> set[date]:
        """The dates on which an exception stands in the place of the usual meeting."""
        # At another hour of a usual date an extra meeting is a second one, else it is the same.
        return {
            exception.original_date
            for exception in self.exceptions
            if exception.kind != ExceptionKind.EXTRA
            or exception.start_time in (None, self.start_time)
        }

    def exceptional_occurrences(self) -> list[Occurrence]:
        """The moved and the extra ones, of any date, in order of start."""
        held = (
            self._exceptional(each) for each in self.exceptions if self._is_held(each)
        )
        return sorted(held, key=_start_in_utc)

    def _between(self, after: datetime, before: datetime) -> Iterator[Occurrence]:
        usual = self._usual(after, before)
        if not self.exceptions:
            return usual
        exceptional = (
            occurrence
            for occurrence in self.exceptional_occurrences()
            if after <= _start_in_utc(occurrence) < before
        )
        return merge(usual, exceptional, key=_start_in_utc)

    def _usual(self, after: datetime, before: datetime) -> Iterator[Occurrence]:
        if self.start_time is None:
            return
        zone = zone_named(self.timezone)
        replaced = self.exceptions and self.replaced_dates()
        # The local date is never more than a day from the date in UTC.
        for day in self._days(after.toordinal() - 1, before.toordinal() + 1):
            start = datetime.combine(day, self.start_time, zone).astimezone(UTC)
            if start >= before:
                return
            if start >= after and day not in replaced:
                end = _local_end(start, self.duration, zone)
                yield Occurrence(day, start.astimezone(zone), end)

    def _is_held(self, exception: DateException) -> bool:
        if exception.kind == ExceptionKind.MOVED:
            return self.falls_on(exception.original_date)
        return exception.kind == ExceptionKind.EXTRA

    def _exceptional(self, exception: DateException) -> Occurrence:
        day = exception.new_date or exception.original_date
        local_time = cast("time", exception.start_time or self.start_time)
        start = datetime.combine(day, local_time, self.zone).astimezone(UTC)
        return Occurrence(
            exception.original_date,
            start.astimezone(self.zone),
            _local_end(start, exception.duration or self.duration, self.zone),
            exception.kind,
            exception.note,
        )

    def _days(self, first: int, last: int) -> Iterator[date]:
        """The pattern's dates between two day numbers (date.toordinal)."""
        if self.starts_on:
            first = max(first, self.starts_on.toordinal())
        if self.ends_on:
            last = min(last, self.ends_on.toordinal())
        if self.frequency == Frequency.WEEKLY:
            return self._weekly(first, last)
        if self.frequency == Frequency.APPOINTMENT:
            return iter(())
        return self._monthly(first, last)

    def _weekly(self, first: int, last: int) -> Iterator[date]:
        monday = 1  # 1 January of the year 1 was a Monday
        if phase := self._phase():
            monday = phase.toordinal() - phase.weekday()
        step = 7 * self.interval
        wait = (monday + cast("int", self.weekday) - first) % step
        return map(date.fromordinal, range(first + wait, last + 1, step))

    def _monthly(self, first: int, last: int) -> Iterator[date]:
        start, end = date.fromordinal(first), date.fromordinal(last)
        phase = self._phase() or start
        wait = (_month_number(phase) - _month_number(start)) % self.interval
        months = range(_month_number(start) + wait, _month_number(end) + 1)
        for number in months[:: self.interval]:
            year, month = number // 12, number % 12 + 1
            dates = (date(year, month, day) for day in self._days_of_month(year, month))
            yield from (each for each in dates if start <= each <= end)

    def _days_of_month(self, year: int, month: int) -> list[int]:
        weekday_of_first, length = monthrange(year, month)
        if self.frequency == Frequency.MONTHLY_DATE:
            return [day for day in (self.day_of_month,) if day and day <= length]
        earliest = 1 + (cast("int", self.weekday) - weekday_of_first) % 7
        days = range(earliest, length + 1, 7)
        held = (n for n in self.ordinals if n <= len(days))
        return sorted({days[n - 1 if n > 0 else n] for n in held})

    def _phase(self) -> date | None:
        return self.anchored_on or self.starts_on

    def _bound_requirements(self) -> Iterator[tuple[bool, str]]:
        if self.starts_on and self.ends_on:
            yield self.starts_on <= self.ends_on, "The last date is before the first."
        if self.exceptions:
            dates = {exception.original_date for exception in self.exceptions}
            yield len(dates) == len(self.exceptions), "A date has one exception only."
            extras = (e for e in self.exceptions if e.kind == ExceptionKind.EXTRA)
            timed = all(extra.start_time or self.start_time for extra in extras)
            yield timed, "An extra date needs a time where the meeting has none."

    def _pattern_requirements(self) -> Iterator[tuple[bool, str]]:
        yield self.start_time is not None, "A repeating meeting needs a start time."
        yield self.interval >= 1, "The interval is one or more."
        counted = self.interval == 1 or self._phase() is not None
        yield counted, "An interval needs a date that it is counted from."
        if self.frequency == Frequency.MONTHLY_DATE:
            possible = self.day_of_month in range(1, 32)
            yield possible, "A day of the month is from 1 to 31."
            return
        yield self.weekday in range(7), "A weekday is from 0 (Monday) to 6 (Sunday)."
        if self.frequency == Frequency.MONTHLY_WEEKDAY:
            known = bool(self.ordinals) and _ORDINALS.issuperset(self.ordinals)
            yield known, "A weekday of the month is its 1st to 5th, or -1 for the last."


def _check(requirements: Iterable[tuple[bool, str]]) -> None:
    for met, fault in requirements:
        if not met:
            raise ValueError(fault)


def _time_and_length(
    start: time | None, length: timedelta | None
) -> Iterator[tuple[bool, str]]:
    if start is not None:
        plain = not (start.tzinfo or start.fold or start.microsecond)
        yield plain, "A start time is a plain local time, without a zone."
    if length is not None:
        possible = timedelta(0) < length <= LONGEST_MEETING
        yield possible, "A meeting lasts longer than nothing and at most 24 hours."


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("Occurrences need an instant with a time zone.")
    return instant.astimezone(UTC)


def _start_in_utc(occurrence: Occurrence) -> datetime:
    return occurrence.starts_at.astimezone(UTC)


def _local_end(
    start: datetime, length: timedelta | None, zone: ZoneInfo
) -> datetime | None:
    """`start` is in UTC, and only there is it right to add the length."""
    return None if length is None else (start + length).astimezone(zone)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
