"""Meetings as those who keep the directory see them in lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from mutualaid.directory.duplicates import Likeness, Pair
from mutualaid.directory.known_places import venue_label
from mutualaid.directory.models import Meeting, MeetingField
from mutualaid.directory.models.meetings import MeetingStatus, Visibility
from mutualaid.directory.recurrence_words import describe
from mutualaid.organisations.roles import Role

from .confidence import sureness_of
from .values import Told, told
from .words import mode_words

# Merging asks about these only where the two differ; a pattern that differs is no longer alike.
COMPARED = (
    MeetingField.NAME,
    MeetingField.PATTERN,
    MeetingField.VENUE,
    MeetingField.GROUP,
    MeetingField.MODE,
    MeetingField.OPENNESS,
    MeetingField.FEATURES,
    MeetingField.LANGUAGES,
    MeetingField.VENUE_CLOSED,
    MeetingField.CONFERENCE_URL,
    MeetingField.CONFERENCE_PHONE,
    MeetingField.CONFERENCE_NOTES,
    MeetingField.NOTES,
    MeetingField.WEBSITE,
    MeetingField.VISIBILITY,
)


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A meeting in a list; `state` says why the public does not see all of it, if so."""

    reference: str
    title: str
    when: str
    where: str
    state: str
    sureness: str
    origin: str


@dataclass(frozen=True, slots=True)
class KeptPair:
    """Two that look alike, side by side."""

    first: KeptRow
    second: KeptRow
    why: str


def present_kept(meetings: Iterable[Meeting], today: date) -> list[KeptRow]:
    """Rows of meetings that were read with fellowship, venue and source."""
    return [kept_row(meeting, today) for meeting in meetings]


def kept_row(meeting: Meeting, today: date) -> KeptRow:
    """One of them."""
    source = meeting.source
    sureness = sureness_of(
        meeting,
        source.name if source else None,
        source.last_read_at if source else None,
        today,
    )
    return KeptRow(
        reference=meeting.reference,
        title=kept_title(meeting),
        when=describe(meeting.pattern()),
        where=venue_label(meeting.venue) if meeting.venue else mode_words(meeting.mode),
        state=state_words(meeting),
        sureness=sureness.words,
        origin=source.name if source else gettext("added by hand"),
    )


def kept_title(meeting: Meeting) -> str:
    """Fellowship and name."""
    return f"{meeting.fellowship.short_name}: {meeting.name}"


def state_words(meeting: Meeting) -> str:
    """Nothing where the public sees all of it."""
    if meeting.status != MeetingStatus.LISTED:
        return {
            MeetingStatus.GONE: gettext("gone from its list"),
            MeetingStatus.CLOSED: gettext("closed"),
            MeetingStatus.MERGED: gettext("listed as another"),
        }[MeetingStatus(meeting.status)]
    return {
        Visibility.PUBLIC: "",
        Visibility.CONTACT: gettext("address hidden"),
        Visibility.RESIDENTS: gettext("hidden"),
    }[Visibility(meeting.visibility)]


def present_pairs(
    pairs: Iterable[Pair], meetings: dict[int, Meeting], today: date
) -> list[KeptPair]:
    """The pairs of which both are there."""
    return [
        KeptPair(
            kept_row(meetings[pair.first], today),
            kept_row(meetings[pair.second], today),
            likeness_words(pair),
        )
        for pair in pairs
        if pair.first in meetings and pair.second in meetings
    ]


def likeness_words(pair: Pair) -> str:
    """What the two have in common."""
    said = {
        Likeness.VENUE: gettext("same place"),
        Likeness.POSTCODE: gettext("same postcode"),
        Likeness.NEAR: gettext("a few steps apart"),
        Likeness.LINK: gettext("same link"),
        Likeness.NAME: gettext("similar name"),
    }
    return ", ".join(
        [gettext("same day and time"), *(said[w] for w in said if w in pair.why)]
    )


def differing(
    keep: dict[str, Any], other: dict[str, Any], names: dict[str, str]
) -> list[Told]:
    """The fields in which two meetings differ, both in words."""
    return [
        told(field, keep[field], other[field], names)
        for field in COMPARED
        if keep[field] != other[field]
    ]


def role_words(by_role: str) -> str:
    """Who did something, as a role; other words than roles stay as they are."""
    return str(Role(by_role).label) if by_role in Role.values else by_role


def status_counts(counts: dict[str, int]) -> list[tuple[MeetingStatus, str]]:
    """How many meetings there are of each status, in words; none of those that have none."""
    words = {
        MeetingStatus.LISTED: ngettext(
            "%(n)s meeting is listed", "%(n)s meetings are listed", counts.get("listed", 0)
        ),
        MeetingStatus.GONE: ngettext(
            "%(n)s is gone from its list", "%(n)s are gone from their lists", counts.get("gone", 0)
        ),
        MeetingStatus.CLOSED: ngettext(
            "%(n)s is closed", "%(n)s are closed", counts.get("closed", 0)
        ),
        MeetingStatus.MERGED: ngettext(
            "%(n)s is listed as another", "%(n)s are listed as another", counts.get("merged", 0)
        ),
    }  # fmt: skip
    return [
        (status, said % {"n": f"{counts[status]:,}"})
        for status, said in words.items()
        if counts.get(status)
    ]
