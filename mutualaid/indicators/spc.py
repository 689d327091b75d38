"""Control charts of single values (XmR) with the rules that the NHS reads them by.

Limits are mean ± 2.66 × the average moving range (Wheeler). A point is special for any of four
reasons; what that means depends on which way is good. Neighbours in a run never lie in two
segments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

from mutualaid.core.measures import Direction

from .sides import runs, same, side

LIMIT_FACTOR = 2.66
TWO_SIGMA_FACTOR = LIMIT_FACTOR * 2 / 3
SCREEN_FACTOR = 3.267  # ranges at or above so many averages are left out, if asked
RUN = 7  # points in a shift, and in a trend


class Rule(StrEnum):
    """Why a point is special, in the order of precedence."""

    LIMIT = "A"
    TREND = "T"
    TWO_OF_THREE = "Z"
    SHIFT = "S"


class Meaning(StrEnum):
    """What a point says."""

    COMMON = "cc"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether the process as it runs will meet its target."""

    PASS = "pass"  # noqa: S105 (no password)
    FAIL = "fail"
    HIT_OR_MISS = "hit_or_miss"


@dataclass(frozen=True, slots=True)
class Signal:
    """One rule that a point is special by; a trend is high where it rises."""

    rule: Rule
    is_high: bool

    def __str__(self) -> str:
        return f"{self.rule}{'+' if self.is_high else '-'}"


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines of one segment, which begins at point `start`."""

    start: int
    mean: float
    average_range: float

    @property
    def lower(self) -> float:
        return self.mean - LIMIT_FACTOR * self.average_range

    @property
    def upper(self) -> float:
        return self.mean + LIMIT_FACTOR * self.average_range

    @property
    def lower_two_sigma(self) -> float:
        return self.mean - TWO_SIGMA_FACTOR * self.average_range

    @property
    def upper_two_sigma(self) -> float:
        return self.mean + TWO_SIGMA_FACTOR * self.average_range


@dataclass(frozen=True, slots=True)
class Point:
    """One value and what is special about it."""

    value: float
    signals: tuple[Signal, ...]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The points and the lines of each segment."""

    points: tuple[Point, ...]
    segments: tuple[Limits, ...]
    direction: Direction

    @property
    def latest(self) -> Meaning:
        """The headline: what the last point says."""
        return self.points[-1].meaning

    def assurance(self, target: float | None) -> Assurance | None:
        """The last segment's limits against the target of today; None where neither way is good.

        A process without any variation meets its target where its mean does.
        """
        if target is None or self.direction is Direction.NEUTRAL:
            return None
        limits, sign = self.segments[-1], int(self.direction)
        if same(limits.lower, limits.upper):
            is_met = side(limits.mean, target) * sign >= 0
            return Assurance.PASS if is_met else Assurance.FAIL
        below, above = side(target, limits.lower), side(target, limits.upper)
        if below < 0 or above > 0:
            outside = -1 if below < 0 else 1
            return Assurance.FAIL if outside == sign else Assurance.PASS
        return Assurance.HIT_OR_MISS


@dataclass(frozen=True, slots=True)
class Reading:
    """How two-of-three and points with two meanings are read."""

    band_only: bool  # a point beyond a limit does not count among two of three
    strict_precedence: bool  # else an improvement is shown wherever there is one


NHS_TOOL = Reading(band_only=False, strict_precedence=False)
R_PACKAGE = Reading(band_only=True, strict_precedence=True)


def control_chart(
    values: Sequence[float],
    *,
    direction: Direction = Direction.UP,
    baseline: int | None = None,
    rebased_at: Iterable[int] = (),
    is_screened: bool = False,
    reading: Reading = NHS_TOOL,
) -> ControlChart:
    """The chart of these values, the oldest first.

    `baseline` is the number of points at a segment's start that its lines are made from, all of
    them if none is given; a new segment starts at each position (from 0) of `rebased_at`.
    `is_screened` leaves out extreme moving ranges once, as the R package does and the NHS
    spreadsheet does not. Raises ValueError for no values at all.
    """
    if not values:
        raise ValueError("A chart needs at least one value.")
    starts = sorted({0, *(at for at in rebased_at if 0 < at < len(values))})
    points: list[Point] = []
    segments = []
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        some = values[start:end]
        limits = _limits(some, start, baseline, is_screened=is_screened)
        segments.append(limits)
        points += _points(some, limits, direction, reading)
    return ControlChart(tuple(points), tuple(segments), direction)


def _limits(
    values: Sequence[float], start: int, baseline: int | None, *, is_screened: bool
) -> Limits:
    base = values[:baseline] if baseline else values
    ranges = [abs(after - before) for before, after in pairwise(base)]
    average = fmean(ranges) if ranges else 0.0
    if is_screened:
        kept = [each for each in ranges if each < SCREEN_FACTOR * average]
        average = fmean(kept) if kept else 0.0
    return Limits(start, fmean(base), average)


def _points(
    values: Sequence[float], limits: Limits, direction: Direction, reading: Reading
) -> list[Point]:
    found: list[set[Signal]] = [set() for _ in values]
    for mark in (_mark_limits, _mark_trends, _mark_shifts):
        mark(values, limits, found)
    _mark_two_of_three(values, limits, found, band_only=reading.band_only)
    points = []
    for at, value in enumerate(values):
        signals = _ordered(found[at])
        meaning = _meaning(signals, direction, reading, _step_to_the_right(values, at))
        points.append(Point(value, signals, meaning))
    return points


def _ordered(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    rules = list(Rule)
    return tuple(
        sorted(signals, key=lambda each: (rules.index(each.rule), not each.is_high))
    )


def _mark_limits(
    values: Sequence[float], limits: Limits, found: list[set[Signal]]
) -> None:
    for at, value in enumerate(values):
        if side(value, limits.upper) > 0:
            found[at].add(Signal(Rule.LIMIT, True))
        elif side(value, limits.lower) < 0:
            found[at].add(Signal(Rule.LIMIT, False))


def _mark_shifts(
    values: Sequence[float], limits: Limits, found: list[set[Signal]]
) -> None:
    sides = [side(value, limits.mean) for value in values]
    for start, end in runs(sides):
        if end - start >= RUN:
            for at in range(start, end):
                found[at].add(Signal(Rule.SHIFT, sides[start] > 0))


def _mark_trends(values: Sequence[float], _: Limits, found: list[set[Signal]]) -> None:
    steps = [side(after, before) for before, after in pairwise(values)]
    for start, end in runs(steps):
        if end - start >= RUN - 1:
            for at in range(start, end + 1):
                found[at].add(Signal(Rule.TREND, steps[start] > 0))


def _mark_two_of_three(
    values: Sequence[float],
    limits: Limits,
    found: list[set[Signal]],
    *,
    band_only: bool,
) -> None:
    for sign, two, three in (
        (1, limits.upper_two_sigma, limits.upper),
        (-1, limits.lower_two_sigma, limits.lower),
    ):
        beyond = [
            side(value, two) == sign and not (band_only and side(value, three) == sign)
            for value in values
        ]
        for start in range(len(values) - 2):
            three_points = range(start, start + 3)
            together = all(side(values[at], limits.mean) == sign for at in three_points)
            if together and sum(beyond[at] for at in three_points) >= 2:
                for at in three_points:
                    if beyond[at]:
                        found[at].add(Signal(Rule.TWO_OF_THREE, sign > 0))


def _meaning(
    signals: tuple[Signal, ...],
    direction: Direction,
    reading: Reading,
    step: int,
) -> Meaning:
    if not signals:
        return Meaning.COMMON
    leading = _leading(signals, step)
    if direction is Direction.NEUTRAL:
        return Meaning.NEUTRAL_HIGH if leading.is_high else Meaning.NEUTRAL_LOW
    considered = (leading,) if reading.strict_precedence else signals
    is_good = any(each.is_high == (direction > 0) for each in considered)
    return Meaning.IMPROVEMENT if is_good else Meaning.CONCERN


def _leading(signals: tuple[Signal, ...], step: int) -> Signal:
    """The rule that goes first; at a turning point, the trend that the next step is part of."""
    first = [each for each in signals if each.rule == signals[0].rule]
    return next((each for each in first if each.is_high == (step > 0)), first[0])


def _step_to_the_right(values: Sequence[float], at: int) -> int:
    return side(values[at + 1], values[at]) if at + 1 < len(values) else 0
