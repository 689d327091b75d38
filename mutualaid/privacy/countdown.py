"""The 72 hours within which the regulator is told of an incident, counted from when we knew.

Plain reckoning: no database, no clock of its own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WITHIN = timedelta(hours=72)
SOON = timedelta(hours=24)
HOUR = timedelta(hours=1)


class Clock(StrEnum):
    """How the 72 hours stand."""

    RUNNING = "running"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    TOLD = "told"
    NOT_NEEDED = "not-needed"


PRESSING = frozenset({Clock.DUE_SOON, Clock.OVERDUE})
STOPPED = frozenset({Clock.TOLD, Clock.NOT_NEEDED})


@dataclass(frozen=True, slots=True)
class Countdown:
    """Where it stands at an instant; `left` is below nothing once the time is over."""

    clock: Clock
    deadline: datetime
    left: timedelta

    @property
    def hours_left(self) -> int:
        """Whole hours that remain, or since when it is over; rounded so as not to flatter."""
        return abs(self.left // HOUR) if self.left < timedelta(0) else self.left // HOUR

    @property
    def is_late(self) -> bool:
        """Whether the regulator was, or is being, told after the time."""
        return self.left < timedelta(0) and self.clock is not Clock.NOT_NEEDED


def countdown(
    *,
    aware_at: datetime,
    now: datetime,
    told_at: datetime | None = None,
    is_needed: bool = True,
) -> Countdown:
    """How the clock stands. `is_needed` stays true until somebody has decided otherwise.

    Once the regulator was told it stands still at that moment.
    """
    deadline = aware_at + WITHIN
    left = deadline - (told_at or now)
    return Countdown(_stands(left, told_at, is_needed), deadline, left)


def _stands(left: timedelta, told_at: datetime | None, is_needed: bool) -> Clock:
    if told_at is not None:
        return Clock.TOLD
    if not is_needed:
        return Clock.NOT_NEEDED
    if left < timedelta(0):
        return Clock.OVERDUE
    return Clock.DUE_SOON if left <= SOON else Clock.RUNNING
