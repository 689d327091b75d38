"""The parts of a drawn chart, in units from its upper left corner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a drawing, its margins, and what there is room for."""

    width: int
    height: int  # without the key under it
    left: int
    right: int
    top: int
    bottom: int
    letters: int  # their size; 0 for a drawing without words
    point: float
    names_lines: bool = False  # beside their ends; in the key otherwise

    @property
    def floor(self) -> int:
        return self.height - self.bottom

    @property
    def edge(self) -> int:
        return self.width - self.right


WIDE = Shape(
    960,
    400,
    left=62,
    right=172,
    top=36,
    bottom=40,
    letters=15,
    point=6,
    names_lines=True,
)
NARROW = Shape(360, 290, left=46, right=12, top=34, bottom=36, letters=14, point=5)
SMALL = Shape(176, 56, left=4, right=6, top=6, bottom=6, letters=0, point=3)


@dataclass(frozen=True, slots=True)
class Label:
    """A word with the place that it explains."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line across: middle, limit or target. Its words stand at `label_y`."""

    kind: str
    x1: float
    x2: float
    y: float
    words: str = ""
    label_y: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """The expected range of a segment, or a month without a point."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: its shape by `kind`, a ring around it where rules say both ways."""

    x: float
    y: float
    kind: str
    is_mixed: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart on paper."""

    shape: Shape
    height: float
    ticks: tuple[Label, ...]
    months: tuple[Label, ...]
    lines: tuple[Line, ...]
    ranges: tuple[Box, ...]
    gaps: tuple[Box, ...]
    paths: tuple[str, ...]
    running_path: str
    dots: tuple[Dot, ...]
    flags: tuple[Label, ...]
    breaks: tuple[float, ...]  # where limits are worked out anew
    key: tuple[Dot, ...]  # a sample of each shape, with what it stands for


@dataclass(frozen=True, slots=True)
class Sayings:
    """How a drawing's words are said, in the reader's language."""

    tick: Callable[[float], str]
    amount: Callable[[float], str]
    month: Callable[[date], str]
    point: Callable[[date], str]  # all that is known of a month
    lines: Mapping[str, str]  # with a place for the amount
    shapes: Mapping[str, str]
