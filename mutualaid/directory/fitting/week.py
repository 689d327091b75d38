"""One person's week, as far as they want to say: what the rules are asked with."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from .travel import Way

ZONE = ZoneInfo("Europe/London")
LEAD = timedelta(hours=2)  # to read this, make up one's mind and get ready
HORIZON = timedelta(days=7)
USUAL_MINUTES = 45


class Need(StrEnum):
    """For whom it is; the values are those of a fellowship's `for_whom`."""

    OWN = "use"  # somebody with a problem of their own
    FAMILY = "family"
    YOUNG = "young"


class Company(StrEnum):
    """Who goes along."""

    NOBODY = "nobody"
    GUEST = (
        "guest"  # somebody who has no such problem, and may come to open meetings only
    )
    WANTED = "wanted"  # they would like somebody to go with them


@dataclass(frozen=True, slots=True)
class BusyTime:
    """A time that is taken: on one date, on one weekday, or with neither on every day.

    `ends` at or before `starts` is on the day after: 22:00 to 06:00, or all day from 0:00 to 0:00.
    """

    starts: time
    ends: time
    weekday: int | None = None  # Monday is 0
    on: date | None = None

    def falls_on(self, day: date) -> bool:
        """Whether it begins on this day."""
        if self.on is not None:
            return day == self.on
        return self.weekday in (None, day.weekday())


@dataclass(frozen=True, slots=True)
class Avoided:
    """What somebody wants to stay away from; nobody asks why."""

    fellowships: frozenset[str] = frozenset()
    meetings: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Week:
    """What somebody said of themselves. Whatever they left out rules nothing out."""

    now: datetime
    need: Need = Need.OWN
    start: tuple[float, float] | None = None  # latitude and longitude
    ways: frozenset[Way] = frozenset({Way.WALK, Way.TRANSPORT})
    most_minutes: int = USUAL_MINUTES  # one way
    busy: tuple[BusyTime, ...] = ()
    not_before: time | None = None  # leaves home no earlier
    home_by: time | None = None
    must_haves: frozenset[str] = frozenset()  # keys of features, access and languages
    ranked: tuple[str, ...] = ()  # keys of fellowships, the first choice first
    avoided: Avoided = field(default_factory=Avoided)
    has_data: bool = False
    has_telephone: bool = False
    company: Company = Company.NOBODY

    @property
    def is_unsure(self) -> bool:
        """Whether they have no favourite yet."""
        return not self.ranked

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()
