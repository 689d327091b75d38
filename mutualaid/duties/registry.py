"""Which duties there are. An app declares its own in `duties.py`, found at the start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from mutualaid.core.actor import Actor


class Work(Protocol):
    """What a duty does: it may be done again at any moment, and does what is left to do."""

    __module__: str
    __name__: str

    def __call__(self, *, by: Actor) -> None: ...


@dataclass(frozen=True, slots=True)
class Duty:
    """Recurring work: for each area, within it, or for the installation as a whole."""

    key: str
    work: Work
    every: timedelta
    per_area: bool


_duties: dict[str, Duty] = {}


def duty(*, every: timedelta, per_area: bool) -> Callable[[Work], Work]:
    """Declare a function as a duty. Its key, `app.function`, says what ran when."""

    def declare(work: Work) -> Work:
        _, app, *_ = work.__module__.split(".")
        key = f"{app}.{work.__name__}"
        if key in _duties:
            raise ValueError(f"There are two duties called {key}.")
        _duties[key] = Duty(key, work, every, per_area)
        return work

    return declare


def all_duties() -> list[Duty]:
    """Every duty, in the order of keys."""
    return sorted(_duties.values(), key=lambda each: each.key)
