"""A calendar's event with its rule of repetition and its exceptions, told as schedules of ours.

What our schedules can't say is refused: a series that would be told wrongly on some dates is
worse than one that is missing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from mutualaid.directory.recurrence import Schedule

from .calendar_exceptions import with_exceptions
from .calendar_rules import When, parts_of, schedules_of_rule
from .clock_times import DAY
from .findings import Refused


def schedules_of_event(
    told: Mapping[str, Any], usual_zone: str
) -> tuple[Schedule, ...]:
    """One schedule for each weekly or monthly slot, or Refused where ours can't say it."""
    when = _when(told, usual_zone)
    if told.get("other_rule"):
        raise Refused("EXRULE", "A second rule says when it is not held.")
    return with_exceptions(schedules_of_rule(when), told)


def last_date(schedules: Iterable[Schedule]) -> date | None:
    """The last day of all of them that is known, None where they go on."""
    last = date.min
    for each in schedules:
        if each.ends_on is None:
            return None
        extra = [e.new_date or e.original_date for e in each.exceptions]
        last = max(last, each.ends_on, *extra)
    return last


def _when(told: Mapping[str, Any], usual_zone: str) -> When:
    words = str(told.get("start", ""))
    if "T" not in words:
        raise Refused("DTSTART", "It takes the whole day, so its time is not known.")
    minutes = told.get("minutes")
    if minutes and minutes > DAY:
        raise Refused("DTEND", "It lasts more than 24 hours, so it is no meeting.")
    length = timedelta(minutes=minutes) if minutes and minutes > 0 else None
    start = datetime.fromisoformat(words)
    return When(start, told.get("zone") or usual_zone, length, parts_of(told["rule"]))
