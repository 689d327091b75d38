"""The few dated meetings that somebody takes along: on paper, in a calendar, or as a link.

A link holds them itself, sealed, with the day on which it ends. So nothing of it is kept here,
it names nobody, and once it has ended nobody can tell from it which meetings it was about.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from mutualaid.accounts.sealing import NotOurs, seal, unseal
from mutualaid.core import clock

from .models import Meeting
from .models.meetings import Visibility
from .recurrence import Occurrence

MOST = 15
LASTS = timedelta(days=7)
PURPOSE = "link to a week"
# A shorter address makes a coarser code, which old cameras read: fixed widths, no marks between.
UNTIL, EACH = 10, 16
# A date that was moved is looked for this far from where it was.
AROUND = timedelta(days=60)
_ONE = re.compile(r"([A-Z0-9]{10})-(\d{8})")


class LinkOver(Exception):
    """The link was ours, and its days are over."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One occurrence: a meeting, and the date that its pattern gives."""

    reference: str
    original_date: date

    def __str__(self) -> str:
        return f"{self.reference}-{self.original_date:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Held:
    """What was taken as it stands now; no occurrence where that date is off."""

    taken: Taken
    meeting: Meeting
    occurrence: Occurrence | None

    @property
    def starts_at(self) -> datetime:
        """When it starts, or the start of the day on which it would have been."""
        if self.occurrence is not None:
            return self.occurrence.starts_at.astimezone(UTC)
        return datetime.combine(self.taken.original_date, time(), clock.LOCAL_ZONE)


def read_taken(texts: Iterable[str]) -> list[Taken]:
    """Those that can be read, each once, and not too many."""
    read = dict.fromkeys(taken for text in texts if (taken := _read(text)))
    return list(read)[:MOST]


def _read(text: str) -> Taken | None:
    found = _ONE.fullmatch(text)
    if found is None:
        return None
    try:
        day = datetime.strptime(found[2], "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        return None
    return Taken(found[1], day)


def sealed_link(taken: Iterable[Taken]) -> str:
    """The token of a link to these."""
    until = clock.now() + LASTS
    packed = (f"{each.reference}{each.original_date:%y%m%d}" for each in taken)
    return seal("".join([f"{until:%y%m%d%H%M}", *packed]), purpose=PURPOSE)


def opened_link(token: str) -> list[Taken]:
    """What a link leads to; raises NotOurs, or LinkOver after its days."""
    told = unseal(token, purpose=PURPOSE)
    ends = datetime.strptime(told[:UNTIL], "%y%m%d%H%M").replace(tzinfo=UTC)
    if clock.now() >= ends:
        raise LinkOver
    pieces = (told[at : at + EACH] for at in range(UNTIL, len(told), EACH))
    return read_taken(f"{piece[:-6]}-20{piece[-6:]}" for piece in pieces)


def held(taken: Iterable[Taken]) -> list[Held]:
    """As they stand now, in order of time; what was never for the public is left out."""
    wanted = list(taken)
    known = Meeting.objects.exclude(visibility=Visibility.RESIDENTS).with_everything()
    found = known.in_bulk([each.reference for each in wanted], field_name="reference")
    told = [
        Held(each, meeting, _occurrence(meeting, each.original_date))
        for each in wanted
        if each.reference in found
        for meeting in [found[each.reference].listed_as()]
    ]
    return sorted(told, key=lambda each: (each.starts_at, each.taken.reference))


def _occurrence(meeting: Meeting, original_date: date) -> Occurrence | None:
    if not meeting.is_published():
        return None
    middle = datetime.combine(original_date, time(12), UTC)
    dates = meeting.schedule().occurrences(middle - AROUND, middle + AROUND)
    return next((each for each in dates if each.original_date == original_date), None)


__all__ = [
    "Held",
    "LinkOver",
    "NotOurs",
    "Taken",
    "held",
    "opened_link",
    "read_taken",
    "sealed_link",
]
