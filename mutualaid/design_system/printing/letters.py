"""Which letters the gathered fonts have: a PDF for everybody may hold no others."""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

STAND_IN = "□"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_MAP_OF_ALL = 12  # the format of a table with letters beyond the first 65,536
_MAP = 4


class Letters:
    """The letters of some fonts together."""

    def __init__(self, fonts: Iterable[Path]) -> None:
        self._known = frozenset(
            letter for font in fonts for letter in letters_of(font.read_bytes())
        )
        self._odd = re.compile(f"[^{_ranges(self._known)}]")

    def legible(self, text: str) -> str:
        """The text on one line in these letters; a box stands in for each that they lack."""
        line = _CONTROL.sub(" ", unicodedata.normalize("NFC", text))
        return self._odd.sub(STAND_IN, line)


def letters_of(font: bytes) -> Iterator[int]:
    """The code points that a TrueType font has a glyph for."""
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * count, 16):
        name, _, start, _ = struct.unpack_from(">4sIII", font, place)
        if name == b"cmap":
            yield from _mapped(font, start)


def _mapped(font: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", font, start + 2)
    for place in range(start + 4, start + 4 + 8 * count, 8):
        (offset,) = struct.unpack_from(">I", font, place + 4)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == _MAP_OF_ALL:
            yield from _in_groups(font, start + offset)
        elif kind == _MAP:
            yield from _in_segments(font, start + offset)


def _in_groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for place in range(at + 16, at + 16 + 12 * count, 12):
        first, last, _ = struct.unpack_from(">III", font, place)
        yield from range(first, last + 1)


def _in_segments(font: bytes, at: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    after = at + 16 + twice
    starts = struct.unpack_from(f">{count}H", font, after)
    steps = struct.unpack_from(f">{count}H", font, after + twice)
    offsets = struct.unpack_from(f">{count}H", font, after + 2 * twice)
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for letter in range(first, min(last, 0xFFFE) + 1):
            if _glyph(font, after + 2 * twice, number, offsets, steps, letter - first):
                yield letter


def _glyph(
    font: bytes,
    table: int,
    number: int,
    offsets: tuple[int, ...],
    steps: tuple[int, ...],
    distance: int,
) -> int:
    """0 where a segment has a gap."""
    if not offsets[number]:
        return 1
    place = table + 2 * number + offsets[number] + 2 * distance
    return struct.unpack_from(">H", font, place)[0]


def _ranges(letters: Iterable[int]) -> str:
    """As a class of a regular expression."""
    pieces: list[tuple[int, int]] = []
    for letter in sorted(letters):
        if pieces and letter == pieces[-1][1] + 1:
            pieces[-1] = (pieces[-1][0], letter)
        else:
            pieces.append((letter, letter))
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in pieces)
