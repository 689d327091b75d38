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
