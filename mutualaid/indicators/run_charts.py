"""Series too short or with too many gaps for control limits, and the run chart of a short one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb, log2
from statistics import median

from .sides import runs, side

FEWEST_RUN_CHART, FEWEST_CONTROL_CHART = 10, 13
RECENT, MOST_MISSING = 12, 2


class Display(StrEnum):
    """What can be shown of so many points."""

    DOTS = "dots"
    RUN_CHART = "run-chart"
    CONTROL_CHART = "control-chart"


def display_for(points: int) -> Display:
    """What so many points can carry."""
    if points >= FEWEST_CONTROL_CHART:
        return Display.CONTROL_CHART
    return Display.RUN_CHART if points >= FEWEST_RUN_CHART else Display.DOTS


def too_many_missing(values: Sequence[float | None]) -> bool:
    """Whether so many of the last twelve months are missing that icons would mislead."""
    return sum(value is None for value in values[-RECENT:]) > MOST_MISSING


@dataclass(frozen=True, slots=True)
class RunChart:
    """A short series around its median, by the rules of Anhøj."""

    median: float
    longest_run: int
    crossings: int
    most_run: int
    fewest_crossings: int

    @property
    def is_special(self) -> bool:
        """Whether chance alone is an unlikely explanation."""
        return (
            self.longest_run > self.most_run or self.crossings < self.fewest_crossings
        )


def run_chart(values: Sequence[float]) -> RunChart:
    """Points on the median count for nothing. Raises StatisticsError for no values."""
    middle = median(values)
    sides = [above for value in values if (above := side(value, middle))]
    lengths = [end - start for start, end in runs(sides)]
    useful = len(sides)
    return RunChart(
        median=middle,
        longest_run=max(lengths, default=0),
        crossings=max(0, len(lengths) - 1),
        most_run=round(log2(useful) + 3) if useful else 0,
        fewest_crossings=_fifth_percentile(useful - 1),
    )


def _fifth_percentile(tosses: int) -> int:
    """Of the number of heads: the least that at most so many heads come in 5 % of cases."""
    wanted, reached = 0.05, 0.0
    for heads in range(tosses + 1):
        reached += comb(tosses, heads) / 2**tosses
        if reached >= wanted:
            return heads
    return 0
