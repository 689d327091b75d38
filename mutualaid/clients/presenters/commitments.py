"""Planned meetings in words: times as the directory says them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext

from mutualaid.clients.models import Commitment, CommitmentStatus
from mutualaid.core import clock
from mutualaid.design_system.dates import day
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.meetings import Visibility
from mutualaid.directory.presenters.rows import title
from mutualaid.directory.presenters.words import when_words
from mutualaid.directory.recurrence import ExceptionKind, Occurrence

KINDS = {
    CommitmentStatus.WENT: "good",
    CommitmentStatus.PART: "good",
}


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One planned meeting of one client."""

    reference: str
    meeting: str  # its reference in the directory
    title: str
    when: str
    place: str
    status: CommitmentStatus
    kind: str  # how the status is tagged
    warning: str
    note: str
    starts_at: datetime | None
    day: date
    has_begun: bool

    @property
    def is_planned(self) -> bool:
        return self.status is CommitmentStatus.PLANNED


@dataclass(frozen=True, slots=True)
class Commitments:
    """The planned ones that wait for an answer, those still to come, and what is answered."""

    to_answer: list[CommitmentLine] = field(default_factory=list)
    coming: list[CommitmentLine] = field(default_factory=list)
    past: list[CommitmentLine] = field(default_factory=list)


def present_commitment(
    commitment: Commitment,
    held: Occurrence | None,
    *,
    has_begun: bool,
    warning: str,
    note: str,
) -> CommitmentLine:
    """`held` is that evening as the list gives it now, None where it gives none any more."""
    meeting, status = commitment.meeting, CommitmentStatus(commitment.status)
    return CommitmentLine(
        reference=commitment.reference,
        meeting=meeting.reference if meeting.is_published() else "",
        title=meeting_title(meeting),
        when=_when(commitment, held),
        place=place_words(meeting),
        status=status,
        kind=KINDS.get(status, ""),
        warning=_warning(meeting, held, warning),
        note=note,
        starts_at=held.starts_at if held else None,
        day=commitment.original_date,
        has_begun=has_begun,
    )


def sorted_commitments(lines: Iterable[CommitmentLine]) -> Commitments:
    """In three lists: the oldest first of what is open, the newest first of what is over."""
    found = Commitments()
    for line in lines:
        if not line.is_planned:
            found.past.insert(0, line)
        elif line.has_begun:
            found.to_answer.append(line)
        else:
            found.coming.append(line)
    return found


def meeting_title(meeting: Meeting) -> str:
    """As the finder's lists name it."""
    venue = meeting.venue if meeting.visibility == Visibility.PUBLIC else None
    short = meeting.fellowship.short_name
    return title(short, meeting.name, venue.name if venue else "")


def place_words(meeting: Meeting) -> str:
    """Where it is, as far as the public is told."""
    venue = meeting.venue
    if venue is None or meeting.visibility != Visibility.PUBLIC:
        return ""
    parts = (venue.name, venue.town, venue.postcode)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _when(commitment: Commitment, held: Occurrence | None) -> str:
    if held is None:
        return day(commitment.original_date)
    return when_words(held.starts_at, clock.today())


def _warning(meeting: Meeting, held: Occurrence | None, unconfirmed: str) -> str:
    if held is None or not meeting.is_published():
        return gettext("The list does not have this meeting on that day any more.")
    if held.kind is ExceptionKind.MOVED:
        return gettext("The list has moved it from its usual day or time.")
    return unconfirmed
