"""A step of a session: what a worker says, listens for and may write down."""

from dataclasses import dataclass
from enum import StrEnum

from mutualaid.care.questions import Question, Text


class Session(StrEnum):
    """The three conversations; two and three are held again as long as it helps."""

    ONE = "one"
    TWO = "two"
    THREE = "three"


class Beside(StrEnum):
    """What of the client's record stands beside a step."""

    COMMITMENTS = "commitments"
    WEEK = "week"
    HELPS = "helps"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. The key is stored and never changes; its first figure is the session's."""

    key: str
    title: Text
    say: Text
    listen: Text
    note: Text
    questions: tuple[Question, ...] = ()
    beside: Beside | None = None
    is_short: bool = False  # a part of the short form

    @property
    def session(self) -> Session:
        return tuple(Session)[int(self.key[0]) - 1]
