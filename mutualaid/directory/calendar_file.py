"""A meeting as a calendar file (RFC 5545 and 7986), written for the calendars people have.

One event stands for the series, and another under the same UID for each moved date. Extra dates
are events of their own: Outlook, Apple and Google each lose some of what RDATE adds. There is no
METHOD, which would make the file an invitation and ask for an organiser.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from icalendar import Calendar, Event

from .calendar_zone import WEEKDAYS, zone_component
from .recurrence import (
    SEARCH_HORIZON,
    ExceptionKind,
    Frequency,
    Occurrence,
    Schedule,
)

PRODUCT = "-//Mutual Aid Toolkit//Meetings//EN"
READ_AGAIN = timedelta(hours=12)
_CONTROLS = dict.fromkeys({*range(32), 127} - set(map(ord, "\t\n\r")))


@dataclass(frozen=True, slots=True)
class Series:
    """The events of one meeting, and the zone that their times are told in."""

    events: tuple[Event, ...]
    zone: str


def meeting_calendar(**told: Any) -> bytes:
    """A calendar of one meeting; see `meeting_series`."""
    return _calendar([meeting_series(**told)]).to_ical()


def list_calendar(series: Iterable[Series], *, name: str) -> bytes:
    """One calendar of many meetings, for others to subscribe to."""
    calendar = _calendar(list(series))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most read
    calendar.add("refresh-interval", READ_AGAIN, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    return calendar.to_ical()


def dated_calendar(dates: Iterable[dict[str, Any]]) -> bytes:
    """A calendar of single dates; each tells what `dated_event` takes."""
    zones, events = [], []
    for told in dates:
        zones.append(told.pop("zone"))
        events.append(dated_event(**told))
    pairs = zip(events, zones, strict=True)
    return _calendar([Series((event,), zone) for event, zone in pairs]).to_ical()


def dated_event(
    *,
    uid: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime | None,
    location: str,
    conference_url: str,
    now: datetime,
) -> Event:
    """One date by itself, whatever the series does later."""
    event = _event(uid, starts_at, ends_at)
    details = {
        "dtstamp": now.astimezone(UTC),
        "summary": _plain(title),
        "location": _plain(location),
        "description": _plain(conference_url),
    }
    _add_details(event, details)
    _add_conference(event, conference_url)
    return event


def meeting_series(
    *,
    uid: str,
    title: str,
    description: str,
    schedule: Schedule,
    location: str,
    geo: tuple[float, float] | None,
    url: str,
    conference_url: str,
    now: datetime,
    last_modified: datetime,
    sequence: int,
    cancelled: bool = False,
    from_date: date | None = None,
    with_notes: bool = False,
) -> Series:
    """The series from `from_date`, else from today; ValueError where it has no dates.

    A feed that people subscribe to gives the same `from_date` each time, or what is past drops
    out of their calendars. Notes of moved and extra dates may name the fellowship, so they are
    told only where `with_notes` says so.
    """
    if schedule.frequency == Frequency.APPOINTMENT:
        raise ValueError("A meeting by appointment has no dates to put in a calendar.")
    details = {
        "dtstamp": now.astimezone(UTC),
        "last-modified": last_modified.astimezone(UTC),
        "sequence": sequence,
        "status": "CANCELLED" if cancelled else "CONFIRMED",
        "summary": _plain(title),
        "location": _plain(location),
        "geo": geo,
        "url": url,
    }
    first = from_date or now.astimezone(schedule.zone).date()
    events = []
    for event, note in _events(schedule, uid, first):
        texts = (note if with_notes else "", description, conference_url)
        _add_details(event, details | {"description": _paragraphs(*texts)})
        _add_conference(event, conference_url)
        events.append(event)
    if not events:
        raise ValueError("This meeting has no dates to put in a calendar.")
    return Series(tuple(events), schedule.timezone)


def _events(schedule: Schedule, uid: str, first: date) -> Iterator[tuple[Event, str]]:
    """The bare events with their notes: the series, its moved dates, the extra ones."""
    exceptional = schedule.exceptional_occurrences()
    moved = [each for each in exceptional if each.kind == ExceptionKind.MOVED]
    # Where a date before the first has moved to after it, the series must begin there.
    still_ahead = (o.original_date for o in moved if o.starts_at.date() >= first)
    first = min([first, *still_ahead])
    begins_on = _first_date_held(schedule, first)
    if begins_on:
        yield _series(schedule, uid, begins_on), ""
        for each in moved:
            if each.original_date >= begins_on:
                yield _moved(schedule, uid, each), each.note
    for each in exceptional:
        if each.kind == ExceptionKind.EXTRA and each.starts_at.date() >= first:
            extra_uid = f"extra-{each.original_date:%Y%m%d}-{uid}"
            yield _event(extra_uid, each.starts_at, each.ends_at), each.note


def _first_date_held(schedule: Schedule, first: date) -> date | None:
    """The first usual date that is held; after the end of a series, its last."""
    skipped = _skipped_dates(schedule)
    soonest = max(first, schedule.starts_on or first)
    ahead = schedule.pattern_dates(soonest, soonest + SEARCH_HORIZON)
    held = next((day for day in ahead if day not in skipped), None)
    latest = min(first, schedule.ends_on or first)
    past = schedule.pattern_dates(latest - SEARCH_HORIZON, latest)
    return held or max((day for day in past if day not in skipped), default=None)


def _skipped_dates(schedule: Schedule) -> set[date]:
    moved = {
        exception.original_date
        for exception in schedule.exceptions
        if exception.kind == ExceptionKind.MOVED
    }
    return schedule.replaced_dates() - moved


def _series(schedule: Schedule, uid: str, begins_on: date) -> Event:
    start = _usual_start(schedule, begins_on)
    length = schedule.duration
    end = start.astimezone(UTC) + length if length else None
    event = _event(uid, start, end and end.astimezone(schedule.zone))
    event.add("rrule", _rule(schedule))
    for day in sorted(_skipped_dates(schedule)):
        if day > begins_on and schedule.falls_on(day):
            event.add("exdate", _usual_start(schedule, day))
    return event


def _moved(schedule: Schedule, uid: str, occurrence: Occurrence) -> Event:
    event = _event(uid, occurrence.starts_at, occurrence.ends_at)
    usual_start = _usual_start(schedule, occurrence.original_date)
    event.add("recurrence-id", usual_start)
    return event


def _usual_start(schedule: Schedule, day: date) -> datetime:
    """By the wall clock, which is what calendars match: not shifted where spring skips it."""
    return datetime.combine(day, cast("time", schedule.start_time), schedule.zone)


def _event(uid: str, start: datetime, end: datetime | None) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstart", start)
    if end is None:
        return event
    by_the_clock = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    length = end.astimezone(UTC) - start.astimezone(UTC)
    if length == by_the_clock:
        event.add("dtend", end)
    else:
        # While the clocks change, DTEND would lengthen every date for those who go by the wall.
        event.add("duration", length)
    return event


def _rule(schedule: Schedule) -> dict[str, Any]:
    is_weekly = schedule.frequency == Frequency.WEEKLY
    rule: dict[str, Any] = {"freq": "WEEKLY" if is_weekly else "MONTHLY"}
    if schedule.interval > 1:
        rule["interval"] = schedule.interval
    if schedule.ends_on:
        rule["until"] = _usual_start(schedule, schedule.ends_on).astimezone(UTC)
    if schedule.frequency == Frequency.MONTHLY_DATE:
        return rule | {"bymonthday": schedule.day_of_month}
    # Outlook for Windows is known to skip a rule with several ordinals or a fifth.
    weekday = WEEKDAYS[schedule.weekday or 0]
    ordinals = sorted(set(schedule.ordinals)) if not is_weekly else [""]
    return rule | {"byday": [f"{ordinal}{weekday}" for ordinal in ordinals]}


def _add_details(event: Event, details: dict[str, Any]) -> None:
    for name, value in details.items():
        if value not in ("", None):
            event.add(name, value)


def _add_conference(event: Event, address: str) -> None:
    if address:
        feature = "PHONE" if address.startswith("tel:") else "VIDEO"
        event.add("conference", address, {"VALUE": "URI", "FEATURE": feature})


def _paragraphs(*texts: str) -> str:
    """Each text once, so that a link that the description already gives is not repeated."""
    told = ""
    for text in texts:
        if text and text not in told:
            told = f"{told}\n\n{text}" if told else text
    return _plain(told)


def _plain(text: str) -> str:
    """Without control characters, which the format forbids."""
    return text.translate(_CONTROLS)


def _calendar(series: Sequence[Series]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    years: dict[str, int] = {}
    for zone, event in _zoned(series):
        years[zone] = min(event.start.year, years.get(zone, event.start.year))
    for zone, year in years.items():
        calendar.add_component(zone_component(zone, year))
    for each in series:
        for event in each.events:
            calendar.add_component(event)
    return calendar


def _zoned(series: Sequence[Series]) -> Iterator[tuple[str, Event]]:
    """Events whose times are told in a zone, which the calendar must then describe."""
    for each in series:
        if "TZID" in each.events[0]["dtstart"].params:
            for event in each.events:
                yield each.zone, event
