"""How long actions took: plain reckoning over dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True, slots=True)
class DaysToClose:
    """From being written down to being closed, with or without effect."""

    closed: int
    effect_seen: int
    middle: int  # half took no longer
    longest: int


def days_to_close(
    closed: Iterable[tuple[date, date, bool]],
) -> DaysToClose | None:
    """Each is a first day, a last day, and whether an effect was seen; None for none."""
    told = list(closed)
    if not told:
        return None
    days = [max(0, (last - first).days) for first, last, _seen in told]
    return DaysToClose(
        closed=len(told),
        effect_seen=sum(seen for *_days, seen in told),
        middle=round(median(days)),
        longest=max(days),
    )
