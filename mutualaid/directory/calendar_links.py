"""A meeting, or a list of them, as a calendar file."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from mutualaid.core import clock

from .calendar_file import (
    dated_calendar,
    list_calendar,
    meeting_calendar,
    meeting_series,
)
from .models import Meeting, Venue
from .models.meetings import MeetingStatus, Visibility
from .taken import Held


def calendar_of(meeting: Meeting, *, address: str, is_discreet: bool) -> bytes:
    """The iCalendar file of a meeting that has a pattern.

    A discreet one says neither fellowship nor place in its title: calendars are shared with
    families and work. `address` is the meeting's own page.
    """
    return meeting_calendar(**_told(meeting, address, is_discreet, clock.now()))


def calendar_of_list(
    meetings: Iterable[tuple[Meeting, str]], *, is_discreet: bool
) -> bytes:
    """One calendar of many meetings, each with the address of its page.

    The same bytes as long as nothing has changed; those without dates are left out.
    """
    series = []
    for meeting, address in meetings:
        told = _told(meeting, address, is_discreet, meeting.updated_at)
        try:
            series.append(meeting_series(**told))
        except ValueError:
            continue
    return list_calendar(series, name=gettext("Meetings"))


def calendar_of_taken(held: Iterable[Held]) -> bytes | None:
    """The dates that somebody chose, under a title that says nothing; None where none is on."""
    told = [_told_date(each) for each in held if each.occurrence is not None]
    return dated_calendar(told) if told else None


def _told_date(each: Held) -> dict[str, Any]:
    meeting, occurrence = each.meeting, each.occurrence
    assert occurrence is not None  # noqa: S101
    return {
        "uid": f"{each.taken}@mutual-aid",
        "title": gettext("Meeting"),
        "starts_at": occurrence.starts_at,
        "ends_at": occurrence.ends_at,
        "zone": meeting.timezone,
        "location": _location(meeting),
        "conference_url": meeting.conference_url,
        "now": clock.now(),
    }


def _told(
    meeting: Meeting, address: str, is_discreet: bool, now: datetime
) -> dict[str, Any]:
    venue = _venue(meeting)
    fellowship = meeting.fellowship.short_name
    title = gettext("Meeting") if is_discreet else f"{fellowship}: {meeting.name}"
    return {
        "uid": f"{meeting.reference}@mutual-aid",
        "title": title,
        "description": "" if is_discreet else meeting.notes,
        "schedule": meeting.schedule(),
        "location": _location(meeting),
        "geo": venue.point() if venue else None,
        "url": "" if is_discreet else address,
        "conference_url": meeting.conference_url,
        "now": now,
        "last_modified": meeting.updated_at,
        "sequence": meeting.calendar_sequence,
        # A fixed day, so that past dates stay in a calendar that is read again.
        "from_date": meeting.updated_at.date(),
        "with_notes": not is_discreet,
        "cancelled": meeting.status == MeetingStatus.GONE,
    }


def _venue(meeting: Meeting) -> Venue | None:
    """Its place, unless the public is told a contact instead."""
    return None if meeting.visibility == Visibility.CONTACT else meeting.venue


def _location(meeting: Meeting) -> str:
    venue = _venue(meeting)
    place = (venue.name, venue.address, venue.town, venue.postcode) if venue else ()
    return ", ".join(dict.fromkeys(part for part in place if part))
