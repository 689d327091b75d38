"""A meeting's own page, in the order of its questions: when, where, what is it like, how sure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from urllib.parse import quote

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES
from mutualaid.directory.models import DifferentDate, Meeting, Venue, VenueFact
from mutualaid.directory.models.meetings import MeetingStatus, Visibility
from mutualaid.directory.models.venue_facts import VenueQuestion
from mutualaid.directory.recurrence import ExceptionKind, Frequency, Occurrence
from mutualaid.directory.recurrence_words import describe
from mutualaid.directory.special_dates import special_dates

from . import words
from .choices import Link
from .confidence import Sureness, sureness_of
from .rows import title
from .special_dates import (
    SpecialBox,
    occurrence_words,
    present_special,
    season_words,
)

DAYS_AHEAD = 92  # dates that differ are told a quarter ahead
NEXT_DATES = 4


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """What the page of a meeting says."""

    title: str
    is_listed: bool
    pattern: str
    upcoming: list[str]
    other_zone: str
    mode: str
    openness: str
    place_lines: list[str]
    directions: list[Link]
    access: list[str]
    contact: str
    telephone: str
    facts: list[str]
    different: list[tuple[str, str]]
    special: SpecialBox | None
    unconfirmed: str  # of the next date
    season: str
    sureness: Sureness
    edited: str
    calendar: list[Link]


def present_meeting(
    meeting: Meeting,
    now: datetime,
    facts: Iterable[VenueFact] = (),
    checked_by: str = "",
) -> MeetingPage:
    """The page of a meeting that was read with everything; `facts` are those of its venue.

    `checked_by` is the role of whoever told us of the last check.
    """
    schedule = meeting.schedule()
    coming = schedule.occurrences(now - timedelta(minutes=10), now + timedelta(400))
    upcoming = list(islice(coming, NEXT_DATES))
    today = now.astimezone(clock.LOCAL_ZONE).date()
    source = meeting.source
    is_told = meeting.visibility == Visibility.PUBLIC
    venue = meeting.venue if is_told else None
    confirmed = {each.on for each in meeting.confirmed_dates.all()}
    special = special_dates(schedule, confirmed, today)
    return MeetingPage(
        title=title(
            meeting.fellowship.short_name,
            meeting.name,
            venue.name if venue else "",
        ),
        is_listed=meeting.status == MeetingStatus.LISTED,
        pattern=describe(meeting.pattern()),
        upcoming=[words.when_words(each.starts_at, today) for each in upcoming],
        other_zone=_other_zone(upcoming, meeting.timezone),
        mode=words.mode_words(meeting.mode),
        openness=words.openness_words(meeting.openness),
        place_lines=_place_lines(venue),
        directions=_directions(venue),
        access=access_words(facts) if venue else [],
        contact="" if is_told else contact_of(meeting),
        telephone="".join(c for c in meeting.conference_phone if c in "+0123456789,"),
        facts=_facts(meeting),
        different=_different(meeting, now, {each.on for each in special}),
        special=present_special(special, today),
        unconfirmed=occurrence_words(next(iter(upcoming), None), confirmed),
        season=season_words(meeting.starts_on, meeting.ends_on, today),
        sureness=sureness_of(
            meeting,
            source.name if source else None,
            source.last_read_at if source else None,
            today,
        ).told_by(checked_by),
        edited=_edited(meeting),
        calendar=_calendar(meeting),
    )


def _other_zone(upcoming: list[Occurrence], zone: str) -> str:
    return words.other_zone_words(upcoming[0].starts_at, zone) if upcoming else ""


def _place_lines(venue: Venue | None) -> list[str]:
    if venue is None:
        return []
    lines = (
        venue.name,
        *venue.address.split(", "),
        venue.town,
        venue.county,
        venue.postcode,
    )
    return list(dict.fromkeys(line for line in lines if line))


def access_words(facts: Iterable[VenueFact]) -> list[str]:
    """What somebody found at the place and when, then what nobody knows."""
    known = {fact.question: fact for fact in facts}
    told = [
        _fact_words(question, known[question])
        for question in VenueQuestion
        if question in known
    ]
    unknown = [str(each.label) for each in VenueQuestion if each not in known]
    if told and unknown:
        missing = ", ".join(
            [unknown[0], *(each[:1].lower() + each[1:] for each in unknown[1:])]
        )
        told.append(gettext("%(questions)s: not known") % {"questions": missing})
    return told


def _fact_words(question: VenueQuestion, fact: VenueFact) -> str:
    month = format_date(fact.checked_on, "F Y")
    said = (
        gettext("%(question)s: yes (checked %(month)s)")
        if fact.is_so
        else gettext("%(question)s: no (checked %(month)s)")
    )
    told = said % {"question": question.label, "month": month}
    return f"{told}. {fact.note}" if fact.note else told


def contact_of(meeting: Meeting) -> str:
    """Whom to ask where the address is not told: the group, else its fellowship."""
    group = meeting.group
    if group and group.public_contact:
        return group.public_contact
    return meeting.fellowship.helpline or meeting.fellowship.website


def _directions(venue: Venue | None) -> list[Link]:
    """Maps that people open themselves; nothing of them is loaded by our page."""
    if venue is None or venue.latitude is None or venue.is_approximate:
        return []
    point = f"{venue.latitude:.5f},{venue.longitude:.5f}"
    return [
        Link(gettext("Open in the maps app on this phone"), f"geo:{point}?q={point}"),
        Link(
            gettext("Walk or drive: OpenStreetMap"),
            f"https://www.openstreetmap.org/directions?to={quote(point)}",
        ),
        Link(
            gettext("By bus or train: Google Maps"),
            "https://www.google.com/maps/dir/?api=1&travelmode=transit"
            f"&destination={quote(point)}",
        ),
    ]


def _facts(meeting: Meeting) -> list[str]:
    features = [gettext(FEATURES[key]) for key in meeting.features if key in FEATURES]
    spoken = [gettext(LANGUAGES[key]) for key in meeting.languages if key in LANGUAGES]
    languages = [gettext("In %(language)s") % {"language": name} for name in spoken]
    return [*features, *languages]


def _different(
    meeting: Meeting, now: datetime, told: Collection[date]
) -> list[tuple[str, str]]:
    """Dates to come that are not as usual, with what is different; but for those told."""
    today = now.astimezone(clock.LOCAL_ZONE).date()
    last = today + timedelta(DAYS_AHEAD)
    return [
        (dates.day(each.original_date), date_difference(each))
        for each in meeting.different_dates.all()
        if today <= (each.new_date or each.original_date)
        and each.original_date <= last
        and each.original_date not in told
    ]


def date_difference(date: DifferentDate) -> str:
    """What is different about it."""
    if date.kind == ExceptionKind.CANCELLED:
        said = gettext("not running")
    elif date.kind == ExceptionKind.EXTRA:
        said = gettext("an extra meeting")
    else:
        moved = [dates.day(date.new_date)] if date.new_date else []
        moved += [dates.clock_time(date.start_time)] if date.start_time else []
        said = gettext("moved to %(when)s") % {"when": ", ".join(moved)}
    return f"{said}. {date.note}" if date.note else said


def _edited(meeting: Meeting) -> str:
    """When its source last touched it: not the same as anybody having checked."""
    if meeting.source_updated_at is None:
        return ""
    return gettext("Changed at its source on %(date)s.") % {
        "date": dates.full_date(meeting.source_updated_at)
    }


def _calendar(meeting: Meeting) -> list[Link]:
    if meeting.frequency == Frequency.APPOINTMENT:
        return []
    address = f"/meetings/{meeting.reference}/calendar.ics"
    return [
        Link(gettext("Add to my calendar as “Meeting”"), address),
        Link(gettext("Add it with its name"), f"{address}?title=full"),
    ]
