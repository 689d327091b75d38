"""The annexes of the mutual aid self-assessment tool, filled from the directory.

Public Health England's tool of 2013 asks for them on paper: meetings by fellowship (annex 1),
local recovery groups (2), service positions (3), groups for people who use (5) and for
relatives and friends (6). Annex 4 is a reading list and not ours to count.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mutualaid.core import clock

from .coverage import DAYS, Coverage, HeldMeeting, coverage_of, held_meetings
from .gaps.choices import TIMES
from .models import Fellowship, ServicePosition
from .models.meetings import Mode

MODES = tuple(mode.value for mode in Mode)  # not stated last, as ""
FOR_PEOPLE_WHO_USE, FOR_FAMILIES = "use", "family"


@dataclass(frozen=True, slots=True)
class FellowshipCount:
    """A row of annex 1: one fellowship, or all of them."""

    name: str
    by_day: tuple[int, ...]
    no_day: int  # by date or by appointment
    by_time: dict[str, int]
    by_mode: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A row of annex 2."""

    name: str
    meetings: int


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A row of annex 3."""

    fellowship: str
    role: str  # key
    description: str
    email: str
    telephone: str
    is_filled: bool
    review_on: date


@dataclass(frozen=True, slots=True)
class FellowshipContact:
    """A row of annexes 5 and 6: whom to ask, and what there is here."""

    key: str
    name: str
    about: str
    meetings: int
    website: str
    helpline: str
    hours: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Annexes:
    """All of them on one day."""

    on: date
    coverage: Coverage
    meetings: tuple[FellowshipCount, ...]
    all_meetings: FellowshipCount
    local_groups: tuple[GroupCount, ...]
    positions: tuple[PositionLine, ...]
    for_people_who_use: tuple[FellowshipContact, ...]
    for_families: tuple[FellowshipContact, ...]


def annexes(area_id: int, today: date | None = None) -> Annexes:
    """The annexes of an area; takes three queries."""
    on = today or clock.today()
    held = held_meetings(area_id, on)
    counts = Counter(each.fellowship for each in held)
    fellowships = list(Fellowship.objects.order_by("short_name", "pk"))
    return Annexes(
        on=on,
        coverage=coverage_of(held),
        meetings=tuple(_by_fellowship(held)),
        all_meetings=_count("", held),
        local_groups=tuple(_local_groups(held)),
        positions=tuple(_positions(area_id)),
        for_people_who_use=tuple(_contacts(fellowships, counts, FOR_PEOPLE_WHO_USE)),
        for_families=tuple(_contacts(fellowships, counts, FOR_FAMILIES)),
    )


def _by_fellowship(held: Iterable[HeldMeeting]) -> Iterator[FellowshipCount]:
    apart: dict[tuple[str, str, str], list[HeldMeeting]] = {}
    for each in held:
        name = each.fellowship_name
        apart.setdefault((name.casefold(), name, each.fellowship), []).append(each)
    for (_, name, _), meetings in sorted(apart.items()):
        yield _count(name, meetings)


def _count(name: str, held: Sequence[HeldMeeting]) -> FellowshipCount:
    days = Counter(each.weekday for each in held)
    times = Counter(each.time_of_day for each in held)
    modes = Counter(each.mode for each in held)
    return FellowshipCount(
        name=name,
        by_day=tuple(days[day] for day in DAYS),
        no_day=days[None],
        by_time={key: times[key] for key in (*TIMES, "")},
        by_mode={key: modes[key] for key in MODES},
        total=len(held),
    )


def _local_groups(held: Iterable[HeldMeeting]) -> Iterator[GroupCount]:
    counts = Counter(each.group for each in held if each.is_local)
    for name in sorted(counts, key=str.casefold):
        yield GroupCount(name, counts[name])


def _positions(area_id: int) -> Iterator[PositionLine]:
    rows = ServicePosition.objects.filter(area=area_id).select_related("fellowship")
    for row in rows:
        yield PositionLine(
            fellowship=row.fellowship.short_name,
            role=row.role,
            description=row.description,
            email=row.shared_email,
            telephone=row.shared_telephone,
            is_filled=row.is_filled,
            review_on=row.review_on,
        )


def _contacts(
    fellowships: Iterable[Fellowship], counts: Counter[str], for_whom: str
) -> Iterator[FellowshipContact]:
    for one in fellowships:
        if for_whom in one.for_whom and one.key != "local":
            yield FellowshipContact(
                key=one.key,
                name=one.name,
                about=one.about,
                meetings=counts[one.key],
                website=one.website,
                helpline=one.helpline,
                hours=one.helpline_hours,
                checked_on=one.checked_on,
            )
