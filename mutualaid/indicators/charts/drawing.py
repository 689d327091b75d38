"""Where everything of a chart stands. Whoever draws it adds colours and nothing else."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from mutualaid.indicators.spc import Meaning

from .chart import Chart, Mark, Segment, State
from .lines import lines_of
from .months import apart, later, month_of
from .paper import Box, Dot, Drawing, Label, Line, Sayings, Shape
from .plane import Plane

LETTER = 0.53  # the width of a letter, in heights
WIDEST_GAP, NARROWEST_GAP = 40.0, 2.0
KEY_ROW, SAMPLE = 1.7, 24  # in heights of letters; in units
LETTERS_OF_A_MONTH = 8
SHAPES = {
    Meaning.COMMON: "common",
    Meaning.IMPROVEMENT: "better",
    Meaning.CONCERN: "worse",
    Meaning.NEUTRAL_HIGH: "changed",
    Meaning.NEUTRAL_LOW: "changed",
}


def draw(chart: Chart, shape: Shape, sayings: Sayings) -> Drawing | None:
    """None where no month has a point."""
    if not chart.shown:
        return None
    plane = Plane(chart, shape)
    lines = lines_of(chart, plane, sayings)
    dots = tuple(_dot(mark, plane, sayings) for mark in chart.shown)
    gaps = tuple(_gaps(chart, plane))
    key = _key(dots, gaps, lines, shape, sayings)
    return Drawing(
        shape=shape,
        height=max((sample.y for sample in key), default=shape.height - 10) + 10,
        ticks=_ticks(plane, sayings),
        months=_months(chart, plane, sayings),
        lines=lines,
        ranges=tuple(_range(each, plane) for each in chart.segments if each.upper),
        gaps=gaps,
        paths=_paths(chart.counted, plane),
        running_path=_running_path(chart, plane),
        dots=dots,
        flags=_flags(chart, plane),
        breaks=_breaks(chart, plane),
        key=key,
    )


def _ticks(plane: Plane, sayings: Sayings) -> tuple[Label, ...]:
    x = plane.shape.left - 8
    return tuple(Label(x, plane.down(tick), sayings.tick(tick)) for tick in plane.ticks)


def _months(chart: Chart, plane: Plane, sayings: Sayings) -> tuple[Label, ...]:
    """As many as fit: every month, or every second, third, sixth or twelfth."""
    room = plane.shape.letters * LETTER * LETTERS_OF_A_MONTH
    fitting = (each for each in (1, 2, 3, 6) if each * plane.month_width >= room)
    every = next(fitting, 12)
    y = plane.shape.floor + plane.shape.letters * 1.5
    return tuple(
        Label(plane.across(mark.month), y, sayings.month(mark.month))
        for mark in chart.months
        if apart(plane.first, mark.month) % every == 0
    )


def _range(segment: Segment, plane: Plane) -> Box:
    start, end = plane.reach(segment.first, segment.last)
    top, bottom = plane.down(segment.upper or 0.0), plane.down(segment.lower or 0.0)
    return Box(start, top, round(end - start, 1), round(bottom - top, 1), "expected")


def _breaks(chart: Chart, plane: Plane) -> tuple[float, ...]:
    half = plane.month_width / 2
    return tuple(
        round(plane.across(each.first) - half, 1) for each in chart.segments[1:]
    )


def _paths(marks: Sequence[Mark], plane: Plane) -> tuple[str, ...]:
    """A line through neighbouring months, broken wherever one is missing."""
    stretches = groupby(
        enumerate(marks), key=lambda each: apart(plane.first, each[1].month) - each[0]
    )
    return tuple(
        _path([mark for _, mark in stretch], plane) for _, stretch in stretches
    )


def _path(marks: Iterable[Mark], plane: Plane) -> str:
    places = (
        f"{plane.across(mark.month):g} {plane.down(mark.value or 0.0):g}"
        for mark in marks
    )
    return "M" + "L".join(places)


def _running_path(chart: Chart, plane: Plane) -> str:
    """From the last month that is over to the one that is not."""
    if len(chart.shown) < 2 or chart.shown[-1].state is not State.RUNNING:
        return ""
    before, running = chart.shown[-2:]
    is_next = later(before.month, 1) == running.month
    return _path([before, running], plane) if is_next else ""


def _dot(mark: Mark, plane: Plane, sayings: Sayings) -> Dot:
    return Dot(
        x=plane.across(mark.month),
        y=plane.down(mark.value or 0.0),
        kind="running" if mark.state is State.RUNNING else SHAPES[mark.meaning],
        is_mixed=mark.is_mixed,
        words=sayings.point(mark.month),
    )


def _gaps(chart: Chart, plane: Plane) -> Iterable[Box]:
    """One for each month without a point."""
    width = max(min(plane.month_width, WIDEST_GAP), NARROWEST_GAP)
    high = plane.shape.floor - plane.shape.top
    for mark in chart.months:
        if mark.value is None:
            x = round(plane.across(mark.month) - width / 2, 1)
            kind = "withheld" if mark.state is State.WITHHELD else "missing"
            yield Box(x, plane.shape.top, round(width, 1), high, kind)


def _flags(chart: Chart, plane: Plane) -> tuple[Label, ...]:
    """A number above the month of each note, side by side where they share one."""
    if not plane.shape.letters:
        return ()
    so_far: dict[date, int] = {}
    flags = []
    for number, note in enumerate(chart.notes, 1):
        month = month_of(note.on)
        if plane.first <= month <= plane.last:
            beside = so_far[month] = so_far.get(month, -1) + 1
            x = plane.across(month) + beside * plane.shape.letters * 1.5
            flags.append(Label(round(x, 1), plane.shape.top - 16, str(number)))
    return tuple(flags)


def _key(
    dots: Iterable[Dot],
    gaps: Iterable[Box],
    lines: Iterable[Line],
    shape: Shape,
    sayings: Sayings,
) -> tuple[Dot, ...]:
    """Samples of what is drawn, in rows under the drawing."""
    if not shape.letters:
        return ()
    named = [] if shape.names_lines else [(each.kind, each.words) for each in lines]
    used = {dot.kind for dot in dots} | {gap.kind for gap in gaps}
    used |= {"mixed" for dot in dots if dot.is_mixed}
    wanted = [(kind, words) for kind, words in sayings.shapes.items() if kind in used]
    return _in_rows([*((k, w) for k, w in named if w), *wanted], shape)


def _in_rows(samples: Iterable[tuple[str, str]], shape: Shape) -> tuple[Dot, ...]:
    x, y = float(shape.left), shape.height + shape.letters * 0.9
    placed = []
    for kind, words in samples:
        wide = SAMPLE + len(words) * shape.letters * LETTER + shape.letters
        if x > shape.left and x + wide > shape.width:
            x, y = float(shape.left), y + shape.letters * KEY_ROW
        placed.append(Dot(round(x + SAMPLE / 2, 1), round(y, 1), kind, words=words))
        x += wide
    return tuple(placed)
