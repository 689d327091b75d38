"""A meeting in the Meeting Guide format, for the finders and apps that read it.

The format knows weekly meetings only. One with another pattern goes without day and time, as
if by appointment, and its notes begin with the pattern: a wrong day sends people to a locked
door, a missing one makes them look.
"""

from datetime import UTC, date, datetime
from functools import cache

from mutualaid.directory.formats.type_codes import codes_of
from mutualaid.directory.models import Meeting, Venue
from mutualaid.directory.models.meetings import Mode, Openness, Visibility
from mutualaid.directory.recurrence import Frequency
from mutualaid.directory.recurrence_words import describe

from .telling import Told, clock_time, contact, end_of

_OPENNESS = {Openness.OPEN: "O", Openness.CLOSED: "C"}
_ATTENDANCE = {
    Mode.IN_PERSON: "in_person",
    Mode.ONLINE: "online",
    Mode.HYBRID: "hybrid",
}
# Of several codes with one meaning the plainest; the others say more than we know.
_PREFERRED = {
    "lgbtq": "LGBTQ",
    "literature": "LIT",
    "families-too": "AL-AN",
    "daily-reading": "DR",
    "speaker": "SP",
    "discussion": "D",
}
# These have codes that mean one sign language of another country.
_NOT_TOLD = frozenset(("sign-language",))


def is_in_season(meeting: Meeting, today: date) -> bool:
    """The format has no first and last date, so only what meets now is told."""
    has_begun = meeting.starts_on is None or meeting.starts_on <= today
    return has_begun and (meeting.ends_on is None or meeting.ends_on >= today)


def guide_meeting(meeting: Meeting, address: str) -> Told:
    """One record; `address` is the meeting's own page. Empty values are for leaving out."""
    fellowship, group = meeting.fellowship, meeting.group
    return {
        "name": meeting.name,
        "slug": meeting.reference,
        **_when(meeting),
        "types": types_of(meeting) or None,
        "attendance_option": _ATTENDANCE.get(Mode(meeting.mode)),
        **_where(meeting),
        "group": group.name if group else None,
        "group_notes": (group.notes or None) if group else None,
        "notes": _notes(meeting) or None,
        "conference_url": meeting.conference_url or None,
        "conference_url_notes": meeting.conference_notes or None,
        "conference_phone": meeting.conference_phone or None,
        "url": address,
        "website": meeting.website or None,
        "updated": f"{_in_utc(meeting.changed_at):%Y-%m-%d %H:%M:%S}",
        "fellowship": fellowship.key,
        "language": ", ".join(meeting.languages) or None,
        "entity": fellowship.name,
        "entity_url": fellowship.website or None,
        "entity_phone": fellowship.helpline or None,
    }


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def _is_weekly(meeting: Meeting) -> bool:
    return meeting.frequency == Frequency.WEEKLY and meeting.interval == 1


def _when(meeting: Meeting) -> Told:
    """An end past midnight would come before its start for who reads both as one day."""
    told: Told = {"timezone": meeting.timezone}
    if not _is_weekly(meeting) or meeting.start_time is None:
        return told
    told |= {
        "day": ((meeting.weekday or 0) + 1) % 7,
        "time": clock_time(meeting.start_time),
    }
    length = meeting.pattern().duration
    if length is None:
        return told
    end = end_of(meeting.start_time, length)
    if end > meeting.start_time:
        return {**told, "end_time": clock_time(end)}
    return {**told, "duration": meeting.duration_minutes}


def _notes(meeting: Meeting) -> str:
    is_told = meeting.visibility == Visibility.PUBLIC
    notes = [meeting.notes] if is_told else [contact(meeting) or ""]
    if not _is_weekly(meeting):
        notes.insert(0, describe(meeting.pattern()))
    return "\n\n".join(note for note in notes if note)


def _where(meeting: Meeting) -> Told:
    """Always says whether the place is approximate: else readers guess it by commas."""
    venue = meeting.venue
    if venue is None or meeting.visibility != Visibility.PUBLIC:
        return {"approximate": "yes"}
    told: Told = {
        "location": venue.name or None,
        "location_notes": venue.notes or None,
        "formatted_address": formatted_address(venue) or None,
        "address": venue.address or None,
        "city": venue.town or None,
        "state": venue.county or None,
        "postal_code": venue.postcode or None,
        "country": venue.country or None,
        "approximate": "yes" if venue.is_approximate else "no",
    }
    if venue.latitude is None or venue.longitude is None:
        return told
    return {
        **told,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "coordinates": f"{venue.latitude:.5f},{venue.longitude:.5f}",
    }


def formatted_address(venue: Venue) -> str:
    """In four parts where there are as many, the last of them the country."""
    parts = (
        venue.address or venue.name,
        venue.town,
        venue.county,
        venue.postcode,
        venue.country or "United Kingdom",
    )
    told = list(dict.fromkeys(part for part in parts if part))
    return ", ".join(told) if len(told) > 1 else ""


def types_of(meeting: Meeting) -> list[str]:
    """Codes of the fellowship's own list: as its source gave them, where they still fit."""
    known = codes_of(meeting.fellowship.key)
    wanted = {*meeting.features, *meeting.languages}
    kept = [
        code
        for key, told in meeting.type_codes
        if key == meeting.fellowship.key
        and (code := told.upper()) in known
        and wanted.issuperset(known[code].split())
    ]
    covered = {each for code in kept for each in known[code].split()}
    codes = code_for_each(meeting.fellowship.key)
    missing = [codes[each] for each in sorted(wanted - covered) if each in codes]
    return list(dict.fromkeys([*_statements(meeting), *kept, *missing]))


def _statements(meeting: Meeting) -> list[str]:
    told = [_OPENNESS[Openness(meeting.openness)]] if meeting.openness else []
    if meeting.mode in (Mode.ONLINE, Mode.HYBRID):
        told.append("ONL")
    return [*told, "TC"] if meeting.venue_closed else told


@cache
def code_for_each(fellowship: str) -> dict[str, str]:
    """Our feature or language to the code that says no more than it."""
    codes: dict[str, str] = {}
    for code, keys in codes_of(fellowship).items():
        if keys and " " not in keys and keys not in _NOT_TOLD:
            codes.setdefault(keys, code)
    known = codes_of(fellowship)
    codes.update(
        {key: code for key, code in _PREFERRED.items() if known.get(code) == key}
    )
    return codes
