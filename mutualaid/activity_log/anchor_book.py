"""All anchors of a directory that carry a signature of ours, sorted by chain."""

from collections.abc import Iterator
from pathlib import Path

from .anchors import Anchor, read_anchors
from .keys import key_ring
from .sealing import signature_of


class AnchorBook:
    """What was stated about each chain; `unsigned` says where a line is not one of ours."""

    def __init__(self, directory: Path) -> None:
        self.unsigned: list[str] = []
        # By digest too: a chain's log that hardly moves says the same every day.
        self._anchors: dict[int, dict[tuple[int, str], Anchor]] = {}
        ring = key_ring()
        for where, anchor in read_anchors(directory):
            key = ring.get(anchor.key_id) if anchor else None
            if (
                anchor is None
                or key is None
                or anchor.signature != signature_of(anchor, key)
            ):
                self.unsigned.append(where)
            else:
                told = self._anchors.setdefault(anchor.chain, {})
                told[anchor.sequence, anchor.digest] = anchor

    def chains(self) -> Iterator[int]:
        """The chains that anything was stated about."""
        yield from self._anchors

    def of_chain(self, chain: int) -> list[Anchor]:
        """Its anchors, each statement once, with the latest time it was made."""
        return list(self._anchors.get(chain, {}).values())
