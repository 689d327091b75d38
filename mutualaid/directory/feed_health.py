"""How a list is doing: when it was last read well, and what went wrong since."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .models import MeetingSource, SourceFeed


class Condition(StrEnum):
    """How a list is doing, the best first."""

    GOOD = "good"
    BY_HAND = "by-hand"
    PAUSED = "paused"
    STALE = "stale"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Health:
    """Its condition, in a word and in sentences, the most telling first."""

    condition: Condition
    label: str
    sentences: tuple[str, ...]


def health_of(feed: SourceFeed | None, source: MeetingSource, now: datetime) -> Health:
    """Nothing is asked of the database."""
    raise NotImplementedError
