"""The points where people live, as a set of bits that can be weighed."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import getitem

from mutualaid.directory.finder import bits
from mutualaid.directory.finder.nearness import Nearness, band_order


@dataclass(frozen=True, slots=True)
class PeoplePoint:
    """The middle of a small area and how many live in it."""

    latitude: float
    longitude: float
    people: int


class People:
    """Points in the order that nearness wants; sets of them are whole numbers."""

    def __init__(self, points: Iterable[PeoplePoint]) -> None:
        self.points = sorted(
            points, key=lambda each: band_order(each.latitude, each.longitude)
        )
        self.nearness = Nearness([(one.latitude, one.longitude) for one in self.points])
        self.everybody = (1 << len(self.points)) - 1
        self._sums = list(_sums_by_octet([one.people for one in self.points]))
        self._known: dict[int, int] = {}
        self.total = self.count(self.everybody)

    def count(self, among: int) -> int:
        """How many people live at the points of a set."""
        known = self._known.get(among)
        if known is None:
            octets = among.to_bytes(len(self._sums), "little")
            known = sum(map(getitem, self._sums, octets))
            self._known[among] = known
        return known

    def within(self, latitude: float, longitude: float, miles: float) -> int:
        """The points at most so many miles away."""
        return self.nearness.within(latitude, longitude, miles)

    def chosen(self, among: int) -> list[PeoplePoint]:
        """The points of a set."""
        return [self.points[at] for at in bits.positions(among)]


def _sums_by_octet(weights: list[int]) -> Iterator["array[int]"]:
    """For eight points each, what every choice of them weighs: adding a set is a look-up."""
    for start in range(0, len(weights), 8):
        sums = array("Q", [0])
        for weight in weights[start : start + 8]:
            sums.extend([weight + one for one in sums])
        yield sums
