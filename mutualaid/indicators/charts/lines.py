"""The lines across a chart, and their names where there is room beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from .chart import Chart, Segment
from .paper import Line, Sayings
from .plane import Plane

LINE_HEIGHT = 1.25


def lines_of(chart: Chart, plane: Plane, sayings: Sayings) -> tuple[Line, ...]:
    """Those of the last segment have names; names that would touch are moved apart."""
    lines = [line for each in chart.segments for line in _of(each, plane)]
    if chart.target is not None:
        end = plane.shape.edge
        y = plane.down(chart.target)
        lines.append(Line("target", plane.shape.left, end, y))
    named = _named(lines, chart, sayings)
    return _spread(named, plane)


def _of(segment: Segment, plane: Plane) -> Iterable[Line]:
    start, end = plane.reach(segment.first, segment.last)
    for kind, value in _values(segment):
        yield Line(kind, start, end, plane.down(value))


def _values(segment: Segment) -> list[tuple[str, float]]:
    """Without limits where nothing ever varied: they would be the mean three times."""
    if segment.lower is None or segment.upper is None:
        return [("median", segment.middle)]
    if segment.lower == segment.upper:
        return [("mean", segment.middle)]
    return [
        ("upper", segment.upper),
        ("mean", segment.middle),
        ("lower", segment.lower),
    ]


def _named(lines: Sequence[Line], chart: Chart, sayings: Sayings) -> list[Line]:
    amounts = dict(_values(chart.segments[-1])) if chart.segments else {}
    amounts["target"] = chart.target or 0.0
    last = {line.kind: at for at, line in enumerate(lines)}
    return [
        replace(line, words=_words(line, amounts, sayings))
        if line.kind in amounts and last[line.kind] == at
        else line
        for at, line in enumerate(lines)
    ]


def _words(line: Line, amounts: dict[str, float], sayings: Sayings) -> str:
    return sayings.lines[line.kind] % {"amount": sayings.amount(amounts[line.kind])}


def _spread(lines: Sequence[Line], plane: Plane) -> tuple[Line, ...]:
    shape = plane.shape
    order = sorted(
        (at for at, line in enumerate(lines) if line.words),
        key=lambda at: lines[at].y,
    )
    places = spread(
        [lines[at].y for at in order], shape.letters * LINE_HEIGHT, shape.floor
    )
    found = dict(zip(order, places, strict=True))
    return tuple(
        replace(line, label_y=round(found.get(at, line.y), 1))
        for at, line in enumerate(lines)
    )


def spread(places: Sequence[float], gap: float, floor: float) -> list[float]:
    """Places from the top down, moved as little as it takes to keep them a gap apart."""
    found = list(places)
    for above, below in pairwise(range(len(found))):
        found[below] = max(found[below], found[above] + gap)
    limit = floor
    for at in reversed(range(len(found))):
        found[at] = min(found[at], limit)
        limit = found[at] - gap
    return found
