"""What a feature can count of an area on a date. Any app may declare some in `indicators.py`.

The declarations are plain values, so that apps below the `indicators` app have theirs as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

# A string, or what becomes one once the reader's language is known.
Words = object


class Direction(IntEnum):
    """Which way is good."""

    UP = 1
    DOWN = -1
    NEUTRAL = 0


class Unit(StrEnum):
    """What a value is: a share has numerator and denominator, the others a numerator alone."""

    SHARE = "share"
    COUNT = "count"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found. `detail` says in words what the numbers hide ("none on Sunday")."""

    numerator: int
    denominator: int | None = None
    detail: str = ""


# Area and day in; None where nothing can be said, which is not zero. Constant queries.
Measure = Callable[[int, date], Measured | None]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A defined measure: everything its definition page says, and how it is worked out."""

    key: str  # "app.name", for good
    title: Words
    counted: Words  # what one of them is: "meetings in the published list"
    numerator: Words
    denominator: Words  # "" unless the unit is a share
    direction: Direction
    unit: Unit
    link: str  # name of the address that shows what stands behind it
    measure: Measure
    counts_people: bool = False  # then the release rule holds for what leaves a service
    is_sample: bool = (
        False  # some of many were asked or looked at: a share has an interval
    )
    most: int | None = None  # the most that a count can be: 7 days of a week
    query: str = ""  # what the address has after its question mark
    # Whether somebody in this hat may open that address; None: everybody who works here.
    may_open: Callable[[Any], bool] | None = None
