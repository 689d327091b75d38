"""Which meetings each choice fits."""

from array import array
from collections.abc import Iterable, Sequence

from . import bits
from .entry import Entry
from .query import FinderQuery


class Facets:
    """For each choice of each facet, the set of meetings it fits."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        held: dict[tuple[str, object], array[int]] = {}

        def add(facet: str, value: object, position: int) -> None:
            held.setdefault((facet, value), array("I")).append(position)

        for position, entry in enumerate(entries):
            add("area", entry.area, position)
            add("fellowship", entry.fellowship, position)
            add("approach", entry.approach, position)
            add("mode", entry.mode or "not-stated", position)
            add("openness", entry.openness, position)
            for value in entry.audiences:
                add("for", value, position)
            for value in entry.features:
                add("feature", value, position)
            for value in entry.languages:
                add("language", value, position)
        size = len(entries)
        self._everything = (1 << size) - 1
        self._sets = {
            choice: bits.from_positions(positions, size)
            for choice, positions in held.items()
        }
        values: dict[str, list[str]] = {}
        for name, choice in sorted(held, key=str):
            values.setdefault(name, []).append(str(choice))
        self._values = {name: tuple(found) for name, found in values.items()}
        self.online = self.of("mode", "online")
        self.joinable_online = self.online | self.of("mode", "hybrid")

    def of(self, facet: str, value: object) -> int:
        """The set for one choice; the empty set for one that nothing fits."""
        return self._sets.get((facet, value), 0)

    def of_area(self, area: int) -> int:
        """The meetings an area keeps itself."""
        return self.of("area", area)

    def values(self, facet: str) -> tuple[str, ...]:
        """The choices of a facet that something fits, in the order of their keys."""
        return self._values.get(facet, ())

    def matching(self, query: FinderQuery) -> int:
        """Any of the choices within a facet, all facets together; features all together."""
        found = self._everything
        for facet, chosen in (
            ("fellowship", query.fellowship),
            ("approach", query.approach),
            ("for", query.audience),
            ("mode", query.mode),
            ("language", query.language),
        ):
            if chosen:
                found &= self._any(facet, chosen)
        for feature in query.feature:
            found &= self.of("feature", feature)
        return found & self.of("openness", "open") if query.open_only else found

    def _any(self, facet: str, chosen: Iterable[str]) -> int:
        found = 0
        for value in chosen:
            found |= self.of(facet, value)
        return found
