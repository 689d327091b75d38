"""The dates on which a calendar's event differs from its rule, told as exceptions of ours."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from mutualaid.directory.recurrence import DateException, ExceptionKind, Schedule

from .clock_times import DAY
from .findings import Refused


def with_exceptions(
    schedules: list[Schedule], told: Mapping[str, Any]
) -> tuple[Schedule, ...]:
    """The schedules with each date that the event adds, leaves out or changes."""
    exceptions = _Exceptions(schedules)
    if told["rule"]:
        exceptions.add(_first_of_all(schedules, told))
    for words in told.get("also", ()):
        exceptions.add(_moment(words, schedules[0]))
    for words in told.get("without", ()):
        exceptions.cancel(_moment(words, schedules[0]))
    for change in told.get("changed", ()):
        exceptions.change(change)
    return exceptions.schedules()


def _first_of_all(schedules: list[Schedule], told: Mapping[str, Any]) -> datetime:
    """The start is the first date of a series, even where its rule would not give it."""
    start = _moment(told["start"], schedules[0])
    is_counted = "COUNT=" in told["rule"].upper()
    if is_counted and not any(each.falls_on(start.date()) for each in schedules):
        raise Refused(
            "RRULE", "Its rule counts its dates and leaves out the first of them."
        )
    return start


def _moment(words: str, schedule: Schedule) -> datetime:
    """A date alone means the usual time of that date."""
    moment = datetime.fromisoformat(words)
    start = schedule.start_time or time()
    return moment if "T" in words else datetime.combine(moment, start)


class _Exceptions:
    """Gathers what differs, each with the schedule whose date it is."""

    def __init__(self, schedules: list[Schedule]) -> None:
        self._schedules = schedules
        self._start = schedules[0].start_time or time()
        self._by_date: list[dict[date, DateException]] = [{} for _ in schedules]

    def schedules(self) -> tuple[Schedule, ...]:
        return tuple(
            replace(each, exceptions=tuple(known[day] for day in sorted(known)))
            for each, known in zip(self._schedules, self._by_date, strict=True)
        )

    def add(self, moment: datetime) -> None:
        day = moment.date()
        if self._usual(moment) is not None:
            return
        self._put(
            self._free(day), day, ExceptionKind.EXTRA, start_time=self._other(moment)
        )

    def cancel(self, moment: datetime) -> None:
        day, index = moment.date(), self._usual(moment)
        if index is not None:
            self._put(index, day, ExceptionKind.CANCELLED)
            return
        for known in self._by_date:
            extra = known.get(day)
            if extra and (extra.start_time or self._start) == moment.time():
                del known[day]

    def change(self, told: Mapping[str, Any]) -> None:
        if told["is_from_then_on"]:
            raise Refused(
                "RECURRENCE-ID", "It changes from a date on, which ours can’t say."
            )
        was = _moment(told["date"], self._schedules[0])
        index = self._usual(was)
        self.cancel(was)
        if told["is_cancelled"]:
            return
        now, minutes = _moment(told["start"], self._schedules[0]), told["minutes"]
        if minutes is not None and minutes < 0:
            raise Refused("DTEND", f"On {now:%-d %B %Y} it ends before it starts.")
        day, length = now.date(), self._length(minutes)
        if index is None:  # of an earlier pattern, or added by its date
            self._put(self._free(day), day, ExceptionKind.EXTRA,
                      start_time=self._other(now), duration=length)  # fmt: skip
            return
        note = told["place"] and f"At {told['place']}"
        moved_to = day if day != was.date() else None
        if not (moved_to or self._other(now) or length or note):
            del self._by_date[index][was.date()]
            return
        self._put(index, was.date(), ExceptionKind.MOVED, new_date=moved_to,
                  start_time=self._other(now), duration=length, note=note)  # fmt: skip

    def _length(self, minutes: int | None) -> timedelta | None:
        """The length of one date, None for the usual one."""
        if not minutes or not 0 < minutes <= DAY:
            return None
        length = timedelta(minutes=minutes)
        return None if length == self._schedules[0].duration else length

    def _usual(self, moment: datetime) -> int | None:
        """Which of the schedules gives this moment."""
        if moment.time() != self._start:
            return None
        found = (
            n for n, each in enumerate(self._schedules) if each.falls_on(moment.date())
        )
        return next(found, None)

    def _other(self, moment: datetime) -> time | None:
        return moment.time() if moment.time() != self._start else None

    def _free(self, day: date) -> int:
        """A schedule that has no exception on this date yet, and no meeting."""
        free = [index for index, known in enumerate(self._by_date) if day not in known]
        if not free:
            reason = "It has more extra times on one date than ours can say."
            raise Refused("RDATE", reason)
        return free[0]

    def _put(self, index: int, day: date, kind: ExceptionKind, **told: Any) -> None:
        self._by_date[index][day] = DateException(day, kind, **told)
