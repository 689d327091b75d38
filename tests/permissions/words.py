"""Canary words: one of a kind in every text field of the world, so that a leak can be traced."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

WORD = re.compile(r"zq\d{5}jx", re.IGNORECASE)


@dataclass(frozen=True)
class Planted:
    """Where a word stands: in which area and service (None: in all), and about whom.

    `readers` are the only memberships that may ever be shown it; None leaves that to the place.
    """

    area: int | None
    service: int | None = None
    owner: int | None = None
    told: str = ""
    readers: frozenset[int] | None = None


@dataclass
class Words:
    """All that were planted."""

    planted: dict[str, Planted] = field(default_factory=dict)

    def plant(
        self,
        told: str,
        area: int,
        service: int | None = None,
        owner: int | None = None,
    ) -> str:
        """A new word; `told` says of what field, for whoever reads of its leak."""
        word = f"zq{len(self.planted):05d}jx"
        self.planted[word] = Planted(area, service, owner, told)
        return word

    def give(self, word: str, owner: int) -> None:
        """Say whose it is, once that is known."""
        self.planted[word] = replace(self.planted[word], owner=owner)

    def found_in(self, *texts: str) -> Iterator[str]:
        """The planted words in these texts, each once."""
        for word in {word.lower() for text in texts for word in WORD.findall(text)}:
            if word in self.planted:
                yield word
