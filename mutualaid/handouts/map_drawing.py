"""A map as a drawing: boxes, the lines between them, and words broken to fit. Measures are
those of the sheet, 180 wide; page and paper draw the same."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .sheets import Cell, Sheet

WIDTH = 180.0
# Heights of letters, the largest first that lets all the words stand in their box.
LETTERS = (4.2, 3.6, 3.1, 2.7)
LINE = 1.28  # from one line to the next, in heights
INSET = 3.0
NARROWEST_LETTER = (
    0.56  # of its height: a cautious mean, since no text is measured here
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of words in a box."""

    x: float
    y: float
    size: float
    words: str
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the map with what stands in it."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn, boxes in reading order."""

    height: float
    lines: tuple[tuple[float, float, float, float], ...]
    boxes: tuple[Box, ...]


def drawing_of(sheet: Sheet, written: Mapping[str, str]) -> Drawing:
    """The map of a sheet with what somebody wrote in its boxes."""
    return Drawing(
        height=max((cell.at[1] + cell.at[3] for cell in sheet.cells), default=0),
        lines=tuple(lines_between(sheet)),
        boxes=tuple(_box(cell, written.get(cell.key, "")) for cell in sheet.cells),
    )


def lines_between(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """Where the lines of a map begin and end, straight where two boxes face each other."""
    cells = {cell.key: cell for cell in sheet.cells}
    for one, other in sheet.links:
        first, second = cells[one], cells[other]
        x1, x2 = _ends(first, second, 0)
        y1, y2 = _ends(first, second, 1)
        yield x1, y1, x2, y2


def _ends(one: Cell, other: Cell, axis: int) -> tuple[float, float]:
    """The middle of what both boxes share of an axis, else the middle of each."""
    (start, end), (begin, stop) = _span(one, axis), _span(other, axis)
    low, high = max(start, begin), min(end, stop)
    if low < high:
        return (low + high) / 2, (low + high) / 2
    return (start + end) / 2, (begin + stop) / 2


def _span(cell: Cell, axis: int) -> tuple[float, float]:
    return cell.at[axis], cell.at[axis] + cell.at[axis + 2]


def _box(cell: Cell, written: str) -> Box:
    x, y, width, height = cell.at
    told = written or cell.prompt
    for size in LETTERS:
        said = _broken(cell.label, told, width - 2 * INSET, size)
        if len(said) * size * LINE <= height - INSET:
            break
    lines = tuple(
        TextLine(
            x + INSET,
            round(y + INSET + size * (1 + number * LINE), 2),
            size,
            words,
            is_label,
        )
        for number, (words, is_label) in enumerate(said)
    )
    return Box(x, y, width, height, lines)


def _broken(label: str, told: str, width: float, size: float) -> list[tuple[str, bool]]:
    """Both in lines of this width; whether each is the label's."""
    letters = int(width / (size * NARROWEST_LETTER))
    said = [(line, True) for line in textwrap.wrap(label, letters)]
    paragraphs = (textwrap.wrap(each, letters) for each in told.splitlines())
    return said + [(line, False) for lines in paragraphs for line in lines]
