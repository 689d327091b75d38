"""A chart as a value: its page, its drawing, its table and its files all come from this one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mutualaid.core.measures import Direction, Unit
from mutualaid.indicators.run_charts import Display, RunChart
from mutualaid.indicators.spc import Assurance, Meaning, Signal


class State(StrEnum):
    """What there is to show of a month."""

    COUNTED = "counted"
    RUNNING = "running"  # not over yet: shown, and no reason for anything
    MISSING = "missing"
    EMPTY = "empty"  # a share of nothing
    WITHHELD = "withheld"  # too few people to tell


class Variation(StrEnum):
    """The icon of the latest point."""

    COMMON = "common"
    BETTER_HIGH = "better-high"
    BETTER_LOW = "better-low"
    WORSE_HIGH = "worse-high"
    WORSE_LOW = "worse-low"
    CHANGED_HIGH = "changed-high"
    CHANGED_LOW = "changed-low"


class NoIcons(StrEnum):
    """Why nothing is said about variation."""

    FEW = "few"
    GAPS = "gaps"
    NEW_LIMITS = "new-limits"


@dataclass(frozen=True, slots=True)
class Mark:
    """One month: what was read, and what is special about it."""

    month: date
    state: State
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    signals: tuple[Signal, ...] = ()
    meaning: Meaning = Meaning.COMMON

    @property
    def is_mixed(self) -> bool:
        """Whether rules say both ways about it."""
        return len({signal.is_high for signal in self.signals}) > 1


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of these months; a run chart has the middle line alone."""

    first: date
    last: date
    points: int
    middle: float
    lower: float | None = None
    upper: float | None = None
    fixed_from: int | None = None  # points of the baseline; None: all so far, on trial


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote beside a day."""

    on: date
    kind: str
    words: str
    about: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything there is to say about one series."""

    unit: Unit
    direction: Direction
    display: Display
    months: tuple[Mark, ...] = ()
    segments: tuple[Segment, ...] = ()
    run_chart: RunChart | None = None
    most: float | None = None  # no value can be more: 100 percent, 7 days of a week
    target: float | None = None
    notes: tuple[Note, ...] = ()
    no_icons: NoIcons | None = NoIcons.FEW
    assurance: Assurance | None = None

    @property
    def shown(self) -> tuple[Mark, ...]:
        """The months with a point."""
        return tuple(mark for mark in self.months if mark.value is not None)

    @property
    def counted(self) -> tuple[Mark, ...]:
        """The months that lines and icons rest on."""
        return tuple(mark for mark in self.months if mark.state is State.COUNTED)

    @property
    def latest(self) -> Mark | None:
        """The last of the points that count."""
        return self.counted[-1] if self.counted else None

    @property
    def newest(self) -> Mark | None:
        """The last point of all, of a month that may not be over."""
        return self.shown[-1] if self.shown else None

    @property
    def variation(self) -> Variation | None:
        """What the latest point says; None where nothing can be said."""
        if self.no_icons or self.latest is None:
            return None
        return _variation(self.latest.meaning, self.direction)

    @property
    def is_clipped(self) -> bool:
        """Whether the limits go where no value can be."""
        most = float("inf") if self.most is None else self.most
        return any(
            each.lower is not None
            and each.upper is not None
            and (each.lower < 0 or each.upper > most)
            for each in self.segments
        )

    def how_many(self, state: State) -> int:
        return sum(mark.state is state for mark in self.months)


def _variation(meaning: Meaning, direction: Direction) -> Variation:
    if meaning is Meaning.COMMON:
        return Variation.COMMON
    if meaning is Meaning.NEUTRAL_HIGH:
        return Variation.CHANGED_HIGH
    if meaning is Meaning.NEUTRAL_LOW:
        return Variation.CHANGED_LOW
    is_up_good = direction is Direction.UP
    if meaning is Meaning.IMPROVEMENT:
        return Variation.BETTER_HIGH if is_up_good else Variation.BETTER_LOW
    return Variation.WORSE_LOW if is_up_good else Variation.WORSE_HIGH
