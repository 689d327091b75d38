"""What is there for people, counted: the evidence of annexes and of self-assessments.

Everything the area keeps and the public may see, with its place in a usual week. A meeting
that is both in person and online counts in both weeks; one of neither kind known, in none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from mutualaid.core import clock

from .gaps.choices import TIMES
from .models import Meeting
from .models.meetings import PATTERN_COLUMNS, Mode, schedule_from
from .recurrence import Frequency, Schedule

DAYS = tuple(range(7))  # Monday is 0
IN_PERSON = (Mode.IN_PERSON, Mode.HYBRID)
ONLINE = (Mode.ONLINE, Mode.HYBRID)
_COLUMNS = (
    *PATTERN_COLUMNS,
    "mode",
    "name",
    "fellowship__key",
    "fellowship__short_name",
    "fellowship__for_whom",
    "fellowship__approach",
    "fellowship__area_id",
    "group__name",
    "features",
    "venue_id",
)


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """One meeting as annexes count it."""

    fellowship: str  # key
    fellowship_name: str
    for_whom: tuple[str, ...]
    is_local: bool
    group: str  # its name, the meeting's own where it has no group
    mode: str
    weekday: int | None  # None where its dates have none in common
    time_of_day: str  # "morning" …; "" where people ask first
    approach: str
    features: tuple[str, ...]
    venue: int | None  # primary key


@dataclass(frozen=True, slots=True)
class Week:
    """Meetings by weekday, Monday first."""

    by_day: tuple[int, ...]

    @property
    def days_covered(self) -> int:
        """Of seven, those with a meeting."""
        return sum(count > 0 for count in self.by_day)

    @property
    def days_missing(self) -> tuple[int, ...]:
        """Those without."""
        return tuple(day for day in DAYS if not self.by_day[day])

    @classmethod
    def of(cls, meetings: Iterable[HeldMeeting]) -> "Week":
        """Whoever's they are."""
        counts = Counter(each.weekday for each in meetings)
        return cls(tuple(counts[day] for day in DAYS))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well a week is covered."""

    meetings: int
    in_person: Week
    online: Week
    fellowships: tuple[str, ...]  # keys of those with a meeting


def coverage(area_id: int, today: date) -> Coverage:
    """The area's week; takes one query."""
    return coverage_of(held_meetings(area_id, today))


def coverage_of(held: Iterable[HeldMeeting]) -> Coverage:
    """The same for meetings that have been read."""
    meetings = tuple(held)
    return Coverage(
        meetings=len(meetings),
        in_person=Week.of(each for each in meetings if each.mode in IN_PERSON),
        online=Week.of(each for each in meetings if each.mode in ONLINE),
        fellowships=tuple(sorted({each.fellowship for each in meetings})),
    )


def held_meetings(area_id: int, today: date) -> tuple[HeldMeeting, ...]:
    """What the area keeps, without what is over on this day; takes one query."""
    rows = (
        Meeting.objects.published()
        .filter(area=area_id)
        .order_by("fellowship__key", "pk")
        .values_list(*_COLUMNS, named=True)
    )
    known: dict[Schedule, tuple[int | None, str] | None] = {}
    found = []
    for row in rows:
        schedule = schedule_from(row, ())
        if schedule not in known:
            known[schedule] = _week_place(schedule, today)
        place = known[schedule]
        if place is not None:
            found.append(_held(row, area_id, *place))
    return tuple(found)


def _held(
    row: Meeting, area_id: int, weekday: int | None, time_of_day: str
) -> HeldMeeting:
    told = row._asdict()  # type: ignore[attr-defined]
    return HeldMeeting(
        fellowship=told["fellowship__key"],
        fellowship_name=told["fellowship__short_name"],
        for_whom=tuple(told["fellowship__for_whom"]),
        is_local=told["fellowship__key"] == "local"
        or told["fellowship__area_id"] == area_id,
        group=told["group__name"] or told["name"],
        mode=told["mode"],
        weekday=weekday,
        time_of_day=time_of_day,
        approach=told["fellowship__approach"],
        features=tuple(told["features"]),
        venue=told["venue_id"],
    )


def _week_place(schedule: Schedule, today: date) -> tuple[int | None, str] | None:
    """Weekday and time of day by the clock of England; None for what is over."""
    if schedule.frequency is Frequency.APPOINTMENT:
        return None, ""
    midnight = datetime.combine(today, time(), clock.LOCAL_ZONE)
    following = schedule.next_occurrence(midnight)
    if following is None:
        return None
    starts = following.starts_at.astimezone(clock.LOCAL_ZONE)
    is_by_date = schedule.frequency is Frequency.MONTHLY_DATE
    return None if is_by_date else starts.weekday(), time_of_day(starts.time())


def time_of_day(starts: time) -> str:
    """Morning, afternoon or evening."""
    return next(
        name
        for name, (after, before) in TIMES.items()
        if (after is None or starts >= after) and (before is None or starts < before)
    )
