"""A meeting as a calendar file."""

from django.utils.translation import gettext

from mutualaid.core import clock

from .calendar_file import meeting_calendar
from .models import Meeting
from .models.meetings import MeetingStatus


def calendar_of(meeting: Meeting, *, address: str, is_discreet: bool) -> bytes:
    """The iCalendar file of a meeting that has a pattern.

    A discreet one says neither fellowship nor place in its title: calendars are shared with
    families and work. `address` is the meeting's own page.
    """
    venue = meeting.venue
    fellowship = meeting.fellowship.short_name
    title = gettext("Meeting") if is_discreet else f"{fellowship}: {meeting.name}"
    place = (venue.name, venue.address, venue.town, venue.postcode) if venue else ()
    return meeting_calendar(
        uid=f"{meeting.reference}@mutual-aid",
        title=title,
        description="" if is_discreet else meeting.notes,
        schedule=meeting.schedule(),
        location=", ".join(dict.fromkeys(part for part in place if part)),
        geo=venue.point() if venue else None,
        url="" if is_discreet else address,
        conference_url=meeting.conference_url,
        now=clock.now(),
        last_modified=meeting.updated_at,
        sequence=meeting.calendar_sequence,
        # A fixed day, so that past dates stay in a calendar that is read again.
        from_date=meeting.updated_at.date(),
        with_notes=not is_discreet,
        cancelled=meeting.status == MeetingStatus.GONE,
    )
