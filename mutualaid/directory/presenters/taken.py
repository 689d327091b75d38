"""The few meetings that somebody takes along, on a page and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.directory.models.meetings import Mode
from mutualaid.directory.taken import Held

from . import words
from .choices import Link
from .meeting import contact_of
from .my_week import contact_link, meeting_title, place_words, sureness_words


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One dated meeting."""

    taken: str
    href: str
    title: str
    day: str
    time: str
    is_off: bool
    mode: str
    place: str
    contact: Link
    sureness: str


@dataclass(frozen=True, slots=True)
class TakenPage:
    """All of them, in order of time."""

    rows: list[TakenRow]


def present_taken(held: Iterable[Held]) -> TakenPage:
    """What is told of each as it stands now."""
    return TakenPage([_row(each) for each in held])


def _row(each: Held) -> TakenRow:
    meeting, is_off = each.meeting, each.occurrence is None
    starts = each.starts_at.astimezone(clock.LOCAL_ZONE)
    joins = meeting.mode in (Mode.ONLINE, Mode.HYBRID)
    link = meeting.conference_url or meeting.conference_phone
    place = place_words(meeting)
    if joins and not place:
        place = link or gettext("How to join is on its page")
    return TakenRow(
        taken=str(each.taken),
        href=f"/meetings/{meeting.reference}/",
        title=meeting_title(meeting),
        day=dates.day(starts),
        time="" if is_off else dates.clock_time(starts),
        is_off=is_off,
        mode=words.mode_words(meeting.mode),
        place=place,
        contact=contact_link(contact_of(meeting)),
        sureness=gettext("It is off that day.") if is_off else sureness_words(meeting),
    )
