"""Which people a set of meetings reaches. Meetings are positions in bit sets, as in the finder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mutualaid.directory.finder import bits

from .choices import DIMENSIONS, Where
from .people import People

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Meetings:
    """All that can be asked about meetings, as sets of their positions.

    `sets` has the choices of each dimension in their order. Meetings that everybody can
    reach, as those online, are in `anywhere`; the others count where they have a point.
    """

    points: Mapping[int, Point]  # by position
    among: int  # those that are looked at
    ours: int
    sets: Mapping[str, Mapping[str, int]]
    anywhere: int = 0

    def at(self, place: Where) -> int:
        """The meetings of a cell."""
        found = self.among
        for dimension, choice in place:
            found &= self.sets[dimension].get(choice, 0)
        return found


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in the dimensions: how many meetings, and whom they reach."""

    place: Where
    meetings: int  # ours
    neighbours: int
    reached: int  # people near one of ours
    reached_with_neighbours: int
    people: int  # all there are

    @property
    def unreached(self) -> int:
        """People near none, neighbours' included."""
        return self.people - self.reached_with_neighbours

    @property
    def share(self) -> float | None:
        """Of all people, those near one, neighbours' included; None where nobody is known."""
        return self.reached_with_neighbours / self.people if self.people else None


class Analysis:
    """Meetings against people at one distance."""

    def __init__(self, people: People, meetings: Meetings, miles: float) -> None:
        self.people = people
        self.meetings = meetings
        self.miles = miles
        self._reach = self._reaches()
        self._near = bits.from_positions(self._reach, meetings.among.bit_length())
        self.neighbours = self._near & meetings.among & ~meetings.ours
        self._ours = meetings.among & meetings.ours
        self._cells: dict[Where, Cell] = {}

    def _reaches(self) -> dict[int, int]:
        """By position: the people points within the distance, where there are any.

        Halls are asked once each, however many meetings they have.
        """
        known: dict[Point, int] = {}
        found: dict[int, int] = {}
        for at, point in self.meetings.points.items():
            if point not in known:
                known[point] = self.people.within(*point, self.miles)
            if known[point] and self.meetings.among >> at & 1:
                found[at] = known[point]
        for at in bits.positions(self.meetings.anywhere & self.meetings.among):
            found[at] = self.people.everybody
        return found

    def points_reached(self, among: int) -> int:
        """The people points near any meeting of a set."""
        reach, everybody, reached = self._reach, self.people.everybody, 0
        near = among & self._near
        for at in bits.positions(near) if near else ():
            reached |= reach[at]
            if reached == everybody:
                break
        return reached

    def cell(self, place: Where) -> Cell:
        """The figures of one cell; reckoned once."""
        known = self._cells.get(place)
        if known is None:
            found = self.meetings.at(place)
            known = self._cells[place] = self._reckon(place, found)
        return known

    def _reckon(self, place: Where, found: int) -> Cell:
        ours, neighbours = found & self._ours, found & self.neighbours
        by_ours = self.points_reached(ours)
        by_all = by_ours | self.points_reached(neighbours)
        return Cell(
            place=place,
            meetings=ours.bit_count(),
            neighbours=neighbours.bit_count(),
            reached=self.people.count(by_ours),
            reached_with_neighbours=self.people.count(by_all),
            people=self.people.total,
        )

    def cells(self) -> Iterator[Cell]:
        """Every cell of all dimensions together, and of each set of them."""
        return self._cells_within((), self.meetings.among, DIMENSIONS)

    def _cells_within(
        self, place: Where, found: int, names: tuple[str, ...]
    ) -> Iterator[Cell]:
        if not names:
            yield self._reckon(place, found)
            return
        yield from self._cells_within(place, found, names[1:])
        for choice, among in self.meetings.sets[names[0]].items():
            further = (*place, (names[0], choice))
            yield from self._cells_within(further, found & among, names[1:])
