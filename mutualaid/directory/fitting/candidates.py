"""One dated meeting as a possibility for somebody, and the way there and back."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from mutualaid.directory.confidence import Evidence
from mutualaid.directory.finder.coming import ComingDate
from mutualaid.directory.finder.facts import MeetingFacts

from .travel import Way

Occurrence = tuple[int, date, datetime]  # meeting, date by its pattern, start
USUAL_LENGTH = timedelta(minutes=90)  # where nobody says how long it lasts


class Companion(StrEnum):
    """Whether a peer can go along."""

    FREE = "free"
    BACK_UP = "back-up"  # only with somebody ready to step in
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One occurrence, in a room or joined from elsewhere: a hybrid one is two of these."""

    meeting: int  # primary key
    group: int  # equal for one group's meetings in one place
    facts: MeetingFacts
    date: ComingDate
    miles: float | None = None
    is_online: bool = False
    is_date_unsure: bool = False  # a special day of which nobody has told us
    evidence: Evidence = field(default_factory=Evidence)
    companion: Companion = Companion.NONE

    @property
    def occurrence(self) -> Occurrence:
        """What the two halves of a hybrid one share."""
        return self.meeting, self.date.original_date, self.date.starts

    @property
    def order(self) -> tuple[datetime, int, bool]:
        """After the score: by start, then by key, in a room before online."""
        return self.date.starts, self.meeting, self.is_online


@dataclass(frozen=True, slots=True)
class Trip:
    """The way to a meeting of some date and home again, and the room left around it."""

    date: ComingDate
    minutes: int  # one way
    way: Way | None  # None online, and where the minutes are but allowed for
    before: int | None = None  # minutes since the last busy time; None where it is far
    after: int | None = None  # minutes until the next

    @property
    def leaves(self) -> datetime:
        return self.date.starts - timedelta(minutes=self.minutes)

    @property
    def back(self) -> datetime:
        ends = self.date.ends or self.date.starts + USUAL_LENGTH
        return ends + timedelta(minutes=self.minutes)

    @property
    def least_room(self) -> int | None:
        """The smaller of the two; None where nothing is near."""
        near = [each for each in (self.before, self.after) if each is not None]
        return min(near, default=None)
