"""The clock changes of a time zone, as a calendar file tells them.

They are given as yearly rules wherever the zone keeps one: Outlook does not read a list of dates.
The calendar library would list them, and name those of spring an hour late.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from .recurrence import zone_named

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS_TOLD = 20  # enough to tell a rule from a coincidence
_SECONDS_IN_A_WEEK = 7 * 24 * 60 * 60


class _Change(NamedTuple):
    """What a change of the clocks has in common with those of other years."""

    before: timedelta
    after: timedelta
    name: str


@cache
def zone_component(name: str, year: int) -> Timezone:
    """The VTIMEZONE of a zone for events from `year` on."""
    zone = zone_named(name)
    start = datetime(year - 1, 1, 1, tzinfo=UTC)
    instants = list(_clock_changes(zone, start, year + YEARS_TOLD))
    if not instants or instants[0].year >= year:
        # What held before the first change, or always.
        instants.insert(0, start)
    onsets: dict[_Change, list[datetime]] = defaultdict(list)
    for instant in instants:
        change = _change_at(zone, instant)
        # The standard wants the onset by the clock as it was before the change.
        onsets[change].append(instant.replace(tzinfo=None) + change.before)
    component = Timezone()
    component.add("tzid", name)
    for change, dates in onsets.items():
        component.add_component(_observance(change, dates, year + YEARS_TOLD))
    return component


def _clock_changes(
    zone: ZoneInfo, start: datetime, last_year: int
) -> Iterator[datetime]:
    """The instants up to the end of the last year at which the offset changes."""
    week = timedelta(weeks=1)  # no zone changes twice in one
    while start.year <= last_year:
        if _offset(zone, start) != _offset(zone, start + week):
            yield _clock_change(zone, start)
        start += week


def _clock_change(zone: ZoneInfo, start: datetime) -> datetime:
    """The first instant of the week at which the offset is another than at its start."""
    offset = _offset(zone, start)

    def has_changed(seconds: int) -> bool:
        return _offset(zone, start + timedelta(seconds=seconds)) != offset

    seconds = bisect_left(range(_SECONDS_IN_A_WEEK), True, key=has_changed)
    return start + timedelta(seconds=seconds)


def _change_at(zone: ZoneInfo, instant: datetime) -> _Change:
    name = instant.astimezone(zone).tzname()
    before = _offset(zone, instant - timedelta(seconds=1))
    return _Change(before, _offset(zone, instant), name or zone.key)


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)


def _observance(
    change: _Change, dates: list[datetime], last_year: int
) -> TimezoneDaylight | TimezoneStandard:
    # Not by the zone's own flag: in Dublin that has winter as the time that is saved.
    is_forward = change.after > change.before
    observance = TimezoneDaylight() if is_forward else TimezoneStandard()
    observance.add("dtstart", dates[0])
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    if rule := _yearly_rule(dates, last_year):
        observance.add("rrule", rule)
    elif dates[1:]:
        observance.add("rdate", dates[1:])
    return observance


def _yearly_rule(dates: list[datetime], last_year: int) -> dict[str, Any] | None:
    """The same weekday of the same month at the same time, every year to the last."""
    every_year = list(range(dates[0].year, last_year + 1))
    alike = {(each.month, each.weekday(), each.time()) for each in dates}
    if [each.year for each in dates] != every_year or len(alike) > 1:
        return None
    first = dates[0]
    ordinals = {(each.day - 1) // 7 + 1 for each in dates}
    if all((each + timedelta(weeks=1)).month != each.month for each in dates):
        ordinals = {-1}
    if len(ordinals) > 1:
        return None
    byday = f"{ordinals.pop()}{WEEKDAYS[first.weekday()]}"
    return {"freq": "YEARLY", "bymonth": first.month, "byday": byday}
