"""About how long a way takes: a formula that the page prints, and no timetable.

    minutes = getting started + miles in a straight line × 1¼ for the bends × minutes a mile

rounded up to the next five. The paces are our own rough ones, kept on the slow side: whoever is
early can wait outside, and whoever is late may turn round at the door.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

BENDS = 1.25  # roads are about a quarter longer than a straight line
STEP = 5  # minutes


class Way(StrEnum):
    """How somebody goes; on equal minutes the first is meant."""

    WALK = "walk"
    WHEEL = "wheel"
    CYCLE = "cycle"
    CAR = "car"
    TRANSPORT = "transport"


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes for a mile of road, and those that pass before and after the way itself."""

    minutes_a_mile: int
    getting_started: int = 0


PACES = {
    Way.WALK: Pace(20),
    Way.WHEEL: Pace(20, 5),
    Way.CYCLE: Pace(6, 5),
    Way.CAR: Pace(3, 5),
    Way.TRANSPORT: Pace(6, 15),  # the stop at either end, and waiting there
}
_ORDER = tuple(Way)


def about_minutes(way: Way, miles: float) -> int:
    """How long so many miles take, one way; never less than five minutes."""
    pace = PACES[way]
    exact = pace.getting_started + miles * BENDS * pace.minutes_a_mile
    return max(STEP, STEP * ceil(exact / STEP))


def quickest(ways: Collection[Way], miles: float) -> tuple[int, Way]:
    """Minutes and way of whichever takes least."""
    return min(
        ((about_minutes(way, miles), way) for way in ways),
        key=lambda found: (found[0], _ORDER.index(found[1])),
    )


def furthest_miles(ways: Collection[Way], minutes: int) -> float:
    """How far somebody gets within so many minutes, in a straight line."""
    return max((_furthest(PACES[way], minutes) for way in ways), default=0.0)


def _furthest(pace: Pace, minutes: int) -> float:
    left = minutes // STEP * STEP - pace.getting_started
    return max(0.0, left / (BENDS * pace.minutes_a_mile))
