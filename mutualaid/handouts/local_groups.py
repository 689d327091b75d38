"""Groups near a place, for the sheet that lists them: whichever fellowship, turn about."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.directory.finder.snapshot import Hit
from mutualaid.directory.finding import find
from mutualaid.directory.formats.vocabulary import ACCESS
from mutualaid.directory.models import Fellowship, Meeting
from mutualaid.directory.models.fellowships import Approach
from mutualaid.directory.models.meetings import Visibility
from mutualaid.directory.presenters import words
from mutualaid.directory.presenters.confidence import sureness_of
from mutualaid.directory.presenters.fellowships import in_rotation
from mutualaid.directory.presenters.finder import present_finder
from mutualaid.directory.presenters.rows import title
from mutualaid.directory.recurrence import Frequency
from mutualaid.directory.recurrence_words import describe
from mutualaid.organisations.models import Area

LOOKED_AT = 60  # nearest meetings among which fellowships take turns
LISTED = 6  # as many as one side of A4 holds in letters that can be read
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One meeting: its name, then what somebody decides by."""

    name: str
    address: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class GroupList:
    """The groups near a place; `heading` says which place was meant."""

    place: str
    heading: str
    rows: list[GroupLine]
    notices: list[str]

    def told(self) -> dict[str, Any]:
        return asdict(self)


def groups_near(place: str, area: Area, for_whom: str = "") -> GroupList:
    """What the finder has near there, or in the whole area where no place is named.

    `for_whom` as the finder has it, for a sheet that one kind of reader is given.
    """
    asked = {"place": [place]} if place else {}
    if for_whom:
        asked["for"] = [for_whom]
    finding = find(asked, area, page_size=LOOKED_AT, with_rows=False)
    hits = finding.answer.hits
    meetings = (
        Meeting.objects.published()
        .select_related("fellowship", "group", "venue", "source")
        .in_bulk([hit.key for hit in hits])
    )
    found = [(hit, meetings[hit.key]) for hit in hits if hit.key in meetings]
    page = present_finder(replace(finding, rows={}))
    return GroupList(
        place=place,
        heading=page.heading if finding.found else _everywhere(area),
        rows=[_line(*each) for each in list(_by_turns(found))[:LISTED]],
        notices=page.notices,
    )


def _everywhere(area: Area) -> str:
    return gettext("Groups in %(area)s") % {"area": area.name}


def _by_turns(found: Iterable[tuple[Hit, Meeting]]) -> Iterator[tuple[Hit, Meeting]]:
    """One of each fellowship, then a second of each; another fellowship begins each day."""
    piles: dict[int, list[tuple[Hit, Meeting]]] = {}
    for each in found:
        piles.setdefault(each[1].fellowship_id, []).append(each)
    ring = in_rotation(Fellowship.objects.order_by("key"), clock.today())
    rounds = zip_longest(*(piles.get(fellowship.pk, []) for fellowship in ring))
    return (each for turn in rounds for each in turn if each)


def _line(hit: Hit, meeting: Meeting) -> GroupLine:
    is_told = meeting.visibility == Visibility.PUBLIC
    venue, source = meeting.venue if is_told else None, meeting.source
    sure = sureness_of(
        meeting,
        source.name if source else None,
        source.last_read_at if source else None,
        clock.today(),
    )
    name = title(
        meeting.fellowship.short_name, meeting.name, venue.name if venue else ""
    )
    lines = (_like(meeting), _when(meeting), _where(meeting, hit), _contact(meeting))
    return GroupLine(
        name=name,
        address=f"/meetings/{meeting.reference}/",
        lines=[line for line in (*lines, _access(hit), sure.sentence) if line],
    )


def _like(meeting: Meeting) -> str:
    """From facts alone: nothing here praises or warns."""
    approaches = {
        Approach.TWELVE_STEP: gettext("12-step group"),
        Approach.SMART: gettext("Group with SMART tools"),
    }
    facts = (
        approaches.get(Approach(meeting.fellowship.approach), gettext("Other group")),
        _who(meeting.fellowship.for_whom),
        words.openness_words(meeting.openness),
        words.length_words(meeting.duration_minutes),
    )
    return BETWEEN.join(fact for fact in facts if fact)


def _who(for_whom: list[str]) -> str:
    """Where a group is not for people with the problem, that it is not."""
    if "use" in for_whom or not for_whom:
        return ""
    if "family" in for_whom:
        return gettext("For family and friends")
    return gettext("For young people")


def _when(meeting: Meeting) -> str:
    if meeting.frequency == Frequency.APPOINTMENT:
        return gettext("By appointment")
    return describe(meeting.pattern())


def _where(meeting: Meeting, hit: Hit) -> str:
    if meeting.visibility != Visibility.PUBLIC or meeting.venue is None:
        return words.mode_words(meeting.mode)
    venue = meeting.venue
    parts = (venue.name, venue.address, venue.town, venue.postcode)
    said = ", ".join(dict.fromkeys(part for part in parts if part))
    far = words.distance_words(hit.miles)
    return f"{said}{BETWEEN}{far}" if far else said


def _contact(meeting: Meeting) -> str:
    group = meeting.group
    said = (group.public_contact if group else "") or meeting.fellowship.helpline
    return gettext("Contact: %(contact)s") % {"contact": said} if said else ""


def _access(hit: Hit) -> str:
    said = BETWEEN.join(gettext(ACCESS[key]) for key in hit.access if key in ACCESS)
    return said or gettext("Access: not known, ring and ask")
