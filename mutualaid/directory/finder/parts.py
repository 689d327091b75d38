"""A question taken apart: what fits each part of it by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_


@dataclass(frozen=True, slots=True)
class Parts:
    """The meetings that fit each part that was asked, and those that the place allows."""

    everything: int
    asked: Mapping[str, int]  # by field of the query; day, time and words are parts too
    where: int

    def all(self) -> int:
        """What fits the whole question."""
        return self.where & self.anywhere()

    def anywhere(self) -> int:
        """What fits all but the place."""
        return reduce(and_, self.asked.values(), self.everything)

    def without(self, part: str) -> "Parts":
        """The question without one of its parts."""
        if part not in self.asked:
            return self
        rest = {name: found for name, found in self.asked.items() if name != part}
        return Parts(self.everything, rest, self.where)
