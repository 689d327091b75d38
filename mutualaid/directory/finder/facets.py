"""Which meetings each choice fits."""

from array import array
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_

from . import bits
from .entry import Entry
from .query import FinderQuery

# Fields of a query: within the first any choice will do, within the second all must be met.
ANY_OF = ("fellowship", "approach", "audience", "mode", "openness", "language")
ALL_OF = ("feature", "access", "joining")


class Facets:
    """For each choice of each facet, the set of meetings it fits."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        held: dict[tuple[str, object], array[int]] = {}
        for position, entry in enumerate(entries):
            for choice in _choices_of(entry):
                held.setdefault(choice, array("I")).append(position)
        self._size = len(entries)
        self._sets: dict[str, dict[object, int]] = {}
        # The same once more: a stretch of octets is cut out far quicker than of a number.
        self._octets: dict[str, dict[object, bytes]] = {}
        for facet, value in sorted(held, key=str):
            found = bits.from_positions(held[facet, value], self._size)
            self._sets.setdefault(facet, {})[value] = found
            octets = found.to_bytes(self._size // 8 + 1, "little")
            self._octets.setdefault(facet, {})[value] = octets
        self.online = self.of("mode", "online")
        self.joinable_online = self.online | self.of("mode", "hybrid")

    def of(self, facet: str, value: object) -> int:
        """The set for one choice; the empty set for one that nothing fits."""
        return self._sets.get(facet, {}).get(value, 0)

    def of_area(self, area: int) -> int:
        """The meetings an area keeps itself."""
        return self.of("area", area)

    def values(self, facet: str) -> tuple[str, ...]:
        """The choices of a facet that something fits, in the order of their keys."""
        return tuple(map(str, self._sets.get(facet, ())))

    def holds(self, facet: str, position: int) -> tuple[str, ...]:
        """The choices of a facet that one meeting fits."""
        octet, bit = position >> 3, 1 << (position & 7)
        held = self._octets.get(facet, {}).items()
        return tuple(str(value) for value, octets in held if octets[octet] & bit)

    def asked(self, query: FinderQuery) -> dict[str, int]:
        """For each facet with a choice made, the meetings that fit what was chosen there."""
        found = {}
        for facet in ANY_OF:
            if chosen := getattr(query, facet):
                found[facet] = reduce(or_, (self.of(facet, each) for each in chosen))
        for facet in ALL_OF:
            if chosen := getattr(query, facet):
                found[facet] = reduce(and_, (self.of(facet, each) for each in chosen))
        return found

    def counts(self, facet: str, among: bits.Stretch) -> dict[str, int]:
        """How many of these meetings fit each choice of a facet."""
        if among.is_short:
            octets = self._octets.get(facet, {}).items()
            return {str(value): among.shared_octets(each) for value, each in octets}
        sets = self._sets.get(facet, {}).items()
        return {str(value): among.shared(each) for value, each in sets}


def _choices_of(entry: Entry) -> Iterator[tuple[str, object]]:
    yield "area", entry.area
    yield "fellowship", entry.fellowship
    yield "approach", entry.approach
    yield "mode", entry.mode or "not-stated"
    yield "openness", entry.openness
    for facet, values in (
        ("audience", entry.audiences),
        ("feature", entry.features),
        ("access", entry.access),
        ("language", entry.languages),
        ("joining", entry.joining),
    ):
        for value in values:
            yield facet, value
