"""What is asked, once every part of it is understood; else nothing is answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from mutualaid.core import clock
from mutualaid.directory.finder import bits
from mutualaid.directory.finder.query import FinderQuery
from mutualaid.directory.finder.snapshot import Point, Snapshot
from mutualaid.directory.finding import USUAL_MILES
from mutualaid.directory.published import Published
from mutualaid.geography.lookup import find_place
from mutualaid.organisations.models import Area

from .parameters import Filters, Listing
from .problems import QuestionNotUnderstood

Parameters = Mapping[str, Sequence[str]]
Asked = TypeVar("Asked", bound=Filters)
MAY_REPEAT = frozenset(
    (
        *("day", "fellowship", "approach", "for", "mode"),
        *("feature", "access", "language", "openness", "joining"),
    )
)
MOST_REPEATS = 20
# A copy has to hear of every change, or it keeps what no longer fits.
WITH_CHANGES = frozenset(("changed_since", "following", "per_page"))


@dataclass(frozen=True, slots=True)
class Question:
    """Which of the published meetings are asked for."""

    snapshot: Snapshot
    query: FinderQuery
    now: datetime
    near: Point | None
    area: int | None

    @property
    def moves_with_the_clock(self) -> bool:
        """Whether the answer may be another one a quarter of an hour later."""
        return "today" in self.query.day or self.query.sort == "soonest"

    def keys(self) -> list[int]:
        """Of every meeting that fits, in order."""
        snapshot, query = self.snapshot, self.query
        among = snapshot.matching(query, self.now, near=self.near)
        if self.area is not None:
            among &= snapshot.facets.of_area(self.area)
        if self.near is None and query.sort != "soonest":
            # As they were added: what changes meanwhile moves nothing to another page.
            return sorted(snapshot.keys[at] for at in bits.positions(among))
        return [snapshot.keys[at] for at in self._ordered(among)]

    def _ordered(self, among: int) -> Iterator[int]:
        everything, agenda = self.snapshot.size, self.snapshot.agenda
        if self.near is None or self.query.sort == "soonest":
            yield from agenda.soonest(among, self.now, everything)
            return
        nearness = self.snapshot.nearness
        located = among & nearness.everywhere
        placed = nearness.nearest(
            located, self.near.latitude, self.near.longitude, everything
        )
        yield from (at for _, at in placed)
        yield from agenda.soonest(among & ~located, self.now, everything)


def question(
    filters: Filters, parameters: Parameters, directory: Published, home: Area
) -> Question:
    """The question in the finder's words; raises QuestionNotUnderstood."""
    query = FinderQuery.read(parameters, directory.choices)
    wrong = [(name, f"“{said}” is not known.") for name, said in query.not_understood]
    wrong += _needing_a_place(query)
    found = None
    if query.place:
        near_home = (home.latitude, home.longitude)
        found = find_place(query.place, near=near_home) or directory.places.find(
            query.place
        )
        if found is None:
            wrong.append(("place", f"We do not know a place called “{query.place}”."))
    if wrong:
        raise QuestionNotUnderstood(*wrong)
    return Question(
        snapshot=directory.snapshot,
        query=_with_distance(query),
        now=clock.now(),
        near=Point(found.latitude, found.longitude) if found else None,
        area=area_named(filters.area),
    )


def odd_names(parameters: Parameters, known: frozenset[str]) -> list[tuple[str, str]]:
    """Names that there are not, and those given too often, each with a sentence."""
    wrong = []
    for name, values in parameters.items():
        most = MOST_REPEATS if name in MAY_REPEAT else 1
        if name not in known:
            wrong.append((name[:60], "There is no such parameter."))
        elif len(values) > most:
            often = "once only" if most == 1 else f"{most} times at most"
            wrong.append((name, f"It can be given {often}."))
    return wrong


def changes_since(listing: Listing, parameters: Parameters) -> datetime:
    """From when changes are asked for; raises QuestionNotUnderstood."""
    since = listing.changed_since
    wrong = [
        (name, "It can't be combined with changed_since.")
        for name in parameters
        if name not in WITH_CHANGES
    ]
    if since is None:
        wrong.append(("following", "It needs changed_since."))
    elif since.tzinfo is None:
        wrong.append(("changed_since", "It needs a time zone, such as a Z at its end."))
    elif since > clock.now():
        wrong.append(("changed_since", "It lies in the future."))
    if wrong or since is None:
        raise QuestionNotUnderstood(*wrong)
    return since


def area_named(slug: str) -> int | None:
    """The area of this name; raises QuestionNotUnderstood."""
    if not slug:
        return None
    area = Area.objects.filter(slug=slug).first()
    if area is None:
        raise QuestionNotUnderstood(("area", f"There is no area called “{slug}”."))
    return area.pk


def _needing_a_place(query: FinderQuery) -> list[tuple[str, str]]:
    if query.place:
        return []
    wrong = []
    if query.within:
        wrong.append(("within", "It needs a place to be measured from."))
    if query.sort == "nearest":
        wrong.append(("sort", "Nearest needs a place to be measured from."))
    return wrong


def _with_distance(query: FinderQuery) -> FinderQuery:
    if not query.place or query.within:
        return query
    return replace(query, within=USUAL_MILES)
