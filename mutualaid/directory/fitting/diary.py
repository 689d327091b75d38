"""The busy times of a week as spans of UTC, and the room between them.

A wall clock may show an hour twice or not at all. A busy time then counts from the earliest to
the latest instant that its two times may mean, so that nothing is ever planned into it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from .week import ZONE, BusyTime

Span = tuple[datetime, datetime]
DAY = timedelta(days=1)


class Diary:
    """When somebody is busy between two instants."""

    def __init__(
        self, busy: Iterable[BusyTime], first: datetime, last: datetime
    ) -> None:
        # A day more at either end, for what runs past midnight and for ways home.
        days = list(_days(first - 2 * DAY, last + 2 * DAY))
        spans = sorted(span for each in busy for span in _spans(each, days))
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        for start, end in spans:
            self._add(start, end)

    def _add(self, start: datetime, end: datetime) -> None:
        """Spans come in order of their start; those that touch are one."""
        if self._ends and start <= self._ends[-1]:
            self._ends[-1] = max(end, self._ends[-1])
            return
        self._starts.append(start)
        self._ends.append(end)

    def room(self, start: datetime, end: datetime) -> tuple[int | None, int | None]:
        """Whole minutes before `start` and after `end` until busy; None where that is far.

        Below nought where a busy time reaches in between.
        """
        following = bisect_right(self._starts, start)
        before, after = None, None
        if following:
            before = _minutes(self._ends[following - 1], start)
        if following < len(self._starts):
            after = _minutes(end, self._starts[following])
        return before, after


def _minutes(earlier: datetime, later: datetime) -> int:
    return int((later - earlier).total_seconds() // 60)


def _days(first: datetime, last: datetime) -> Iterator[date]:
    day, end = first.astimezone(ZONE).date(), last.astimezone(ZONE).date()
    while day <= end:
        yield day
        day += DAY


def _spans(busy: BusyTime, days: Iterable[date]) -> Iterator[Span]:
    for day in days:
        if busy.falls_on(day):
            last = day if busy.ends > busy.starts else day + DAY
            yield min(_meant(day, busy.starts)), max(_meant(last, busy.ends))


def _meant(day: date, at: time) -> Span:
    """The one or two instants that a wall clock shows as this."""
    shown = datetime.combine(day, at, ZONE)
    return shown.astimezone(UTC), shown.replace(fold=1).astimezone(UTC)
