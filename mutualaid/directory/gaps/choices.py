"""What a gap can be a gap in: the dimensions, their choices, and where a cell stands in them."""

from collections.abc import Iterator
from datetime import time

Where = tuple[tuple[str, str], ...]  # (dimension, choice) in the order of DIMENSIONS

DAY, TIME, FELLOWSHIP, AUDIENCE, ACCESS = (
    "day",
    "time",
    "fellowship",
    "audience",
    "access",
)
DIMENSIONS = (DAY, TIME, FELLOWSHIP, AUDIENCE, ACCESS)

# From, and before which, a meeting starts: by the clock of England.
TIMES: dict[str, tuple[time | None, time | None]] = {
    "morning": (None, time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), None),
}
AUDIENCES = ("use", "family", "young", "women", "men", "lgbtq", "older-people")
ACCESSES = (
    "step-free",
    "accessible-toilet",
    "hearing-loop",
    "sign-language",
    "children",
    "parking",
    "bus-stop",
)
DISTANCES = (1, 2, 5, 10)  # miles
USUAL_DISTANCE = 2  # what people walk, or go by bus without changing


def where(**chosen: str) -> Where:
    """A place in the dimensions; an empty choice is any."""
    return tuple((name, chosen[name]) for name in DIMENSIONS if chosen.get(name))


def within(place: Where, **further: str) -> Where:
    """The same with more chosen."""
    return where(**{**dict(place), **further})


def wider(place: Where) -> Iterator[Where]:
    """Each of the places that ask for one thing less."""
    for at in range(len(place)):
        yield place[:at] + place[at + 1 :]
