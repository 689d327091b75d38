"""Meetings to choose from with a client: by name, place or day, and each with its next dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from mutualaid.core import clock
from mutualaid.directory.finding import find
from mutualaid.directory.models import Meeting
from mutualaid.directory.presenters.finder import present_finder
from mutualaid.directory.presenters.words import when_words
from mutualaid.organisations.models import Area

MOST = 12
DATES, AHEAD = 6, timedelta(days=120)


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """One meeting that fits, as the finder's list says it."""

    reference: str
    title: str
    when: str
    place: str
    distance: str
    warning: str


@dataclass(frozen=True, slots=True)
class MeetingChoices:
    """What fits, the soonest or the nearest first, and what was not understood."""

    meetings: list[MeetingChoice]
    notices: list[str]
    more: bool


def meetings_to_choose(
    asked: Mapping[str, Sequence[str]], area: Area
) -> MeetingChoices:
    """The area's own with a date to come; the finder's own order and words."""
    finding = find(asked, area)
    page = present_finder(finding)
    own = {
        f"/meetings/{row.reference}/": row.reference
        for row in finding.rows.values()
        if row.area_id == area.pk
    }
    found = [
        MeetingChoice(
            reference=own[row.href],
            title=row.title,
            when=row.when,
            place=row.place,
            distance=row.distance,
            warning=row.warning,
        )
        for row in page.rows
        if row.href in own
    ]
    return MeetingChoices(found[:MOST], page.notices, len(found) > MOST)


def dates_to_choose(meeting: Meeting) -> dict[date, str]:
    """The next dates as the recurrence names them, each with when it is held."""
    now = clock.now()
    coming = meeting.schedule().occurrences(now, now + AHEAD)
    return {
        each.original_date: when_words(each.starts_at, clock.today())
        for each in islice(coming, DATES)
    }
