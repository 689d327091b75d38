"""Sets of meetings as whole numbers: bit n stands for the meeting at position n.

Intersecting and counting a set of 120,000 takes microseconds this way, with no library.
"""

import re
from collections.abc import Iterable, Iterator

_BYTE_WITH_BITS = re.compile(rb"[^\x00]")


def from_positions(positions: Iterable[int], size: int) -> int:
    """The set of these positions, all below `size`."""
    octets = bytearray(size // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


def positions(mask: int) -> Iterator[int]:
    """The positions in the set, ascending."""
    octets = mask.to_bytes(mask.bit_length() // 8 + 1, "little")
    for match in _BYTE_WITH_BITS.finditer(octets):
        octet = match.group()[0]
        first = match.start() * 8
        while octet:
            lowest = octet & -octet
            yield first + lowest.bit_length() - 1
            octet ^= lowest


def fill(octets: bytearray, start: int, stop: int) -> None:
    """Add the positions from `start` up to but not including `stop`."""
    if start >= stop:
        return
    first, last = start >> 3, (stop - 1) >> 3
    head, tail = 0xFF << (start & 7) & 0xFF, 0xFF >> (7 - ((stop - 1) & 7))
    if first == last:
        octets[first] |= head & tail
        return
    octets[first] |= head
    octets[first + 1 : last] = b"\xff" * (last - first - 1)
    octets[last] |= tail


class Stretch:
    """A set, told by the octets between its first and its last position.

    Meetings stand in order of place, so those within a few miles lie in a short stretch, and
    what they share with another set is counted there alone.
    """

    __slots__ = ("_first", "_last", "_mask", "is_short")

    def __init__(self, mask: int, size: int) -> None:
        lowest = mask & -mask
        self._first = max(lowest.bit_length() - 1, 0) >> 3
        self._last = (mask.bit_length() + 7) >> 3
        self._mask = mask >> 8 * self._first
        # Numbers are made of octets one by one: beyond this, whole sets are quicker.
        self.is_short = (self._last - self._first) * 64 <= size

    def shared(self, other: int) -> int:
        """How many positions another set has in common with it."""
        return (other >> 8 * self._first & self._mask).bit_count()

    def shared_octets(self, other: bytes) -> int:
        """The same for a set written as octets, the lowest first."""
        cut = other[self._first : self._last]
        return (int.from_bytes(cut, "little") & self._mask).bit_count()
