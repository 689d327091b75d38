"""When each meeting is next on. Thousands of meetings share few patterns, so patterns are asked."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import inf
from zoneinfo import ZoneInfo

from mutualaid.directory.recurrence import Frequency, Occurrence, Schedule

from . import bits
from .coming import ComingDate, coming_dates

GRACE = timedelta(minutes=10)  # a meeting that has just begun can still be joined
VIEWER_ZONE = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class _State:
    """The next occurrence of every pattern, true from `since` until `until`."""

    since: datetime
    until: datetime | None
    following: tuple[Occurrence | None, ...]  # by pattern
    order: tuple[int, ...]  # patterns, soonest first, those that never come again last
    rank: tuple[int, ...]  # by pattern: its place in that order

    def holds_at(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now <= self.until)


class Agenda:
    """The patterns of all meetings, kept up with the clock."""

    def __init__(self, schedules: Sequence[Schedule]) -> None:
        """`schedules[position]` is the schedule of the meeting at that position."""
        numbers: dict[Schedule, int] = {}
        self.pattern_of = array(
            "I", (numbers.setdefault(each, len(numbers)) for each in schedules)
        )
        self._patterns = tuple(numbers)
        self._members = [array("I") for _ in self._patterns]
        for position, number in enumerate(self.pattern_of):
            self._members[number].append(position)
        self._size = len(schedules)
        self._state: _State | None = None
        self._days: dict[tuple[str, date], int] = {}
        self._today: tuple[datetime, date, int] | None = None
        self._starts: tuple[date, dict[time, int]] | None = None
        self._coming: tuple[date, dict[int, tuple[ComingDate, ...]]] | None = None
        self._spans: tuple[date, dict[tuple[time | None, time | None], int]] | None = (
            None
        )

    def _at(self, now: datetime) -> _State:
        state = self._state
        if state is None or not state.holds_at(now):
            # Replaced whole, never changed: other threads go on with the one they hold.
            state = self._state = self._work_out(now, state)
        return state

    def _work_out(self, now: datetime, before: _State | None) -> _State:
        following: list[Occurrence | None] = []
        for number, pattern in enumerate(self._patterns):
            known = before.following[number] if before else None
            still_ahead = (
                known is not None
                and before is not None
                and before.since <= now <= _joinable_until(known)
            )
            following.append(
                known if still_ahead else pattern.next_occurrence(now, grace=GRACE)
            )
        starts = [each.starts_at.timestamp() if each else inf for each in following]
        order = sorted(range(len(starts)), key=starts.__getitem__)
        rank = sorted(range(len(order)), key=order.__getitem__)
        first = following[order[0]] if order else None
        return _State(
            since=now,
            until=_joinable_until(first) if first else None,
            following=tuple(following),
            order=tuple(order),
            rank=tuple(rank),
        )

    def next_at(self, position: int, now: datetime) -> Occurrence | None:
        """The next occurrence of one meeting."""
        return self._at(now).following[self.pattern_of[position]]

    def coming(self, position: int, now: datetime) -> tuple[ComingDate, ...]:
        """All dates of one meeting from the start of this day for a week and a day."""
        day = now.astimezone(VIEWER_ZONE).date()
        if self._coming is None or self._coming[0] != day:
            self._coming = (day, {})
        known, number = self._coming[1], self.pattern_of[position]
        if number not in known:
            known[number] = tuple(coming_dates(self._patterns[number], day))
        return known[number]

    def soonest(self, among: int, now: datetime, wanted: int) -> list[int]:
        """Up to `wanted` positions of the set, the soonest first, those never on again last."""
        state = self._at(now)
        chosen: list[int] = []
        for position in self._in_order(state, among):
            if len(chosen) == wanted:
                break
            chosen.append(position)
        return chosen

    def _in_order(self, state: _State, among: int) -> Iterator[int]:
        """Walk whichever is shorter: the set, or the agenda until enough are found."""
        if among.bit_count() * 32 < self._size:
            yield from sorted(bits.positions(among), key=self._ranks(state))
            return
        octets = among.to_bytes(self._size // 8 + 1, "little")
        for number in state.order:
            for position in self._members[number]:
                if octets[position >> 3] >> (position & 7) & 1:
                    yield position

    def ranks(self, now: datetime) -> Callable[[int], int]:
        """A sort key for positions: the sooner a meeting is next on, the less."""
        return self._ranks(self._at(now))

    def _ranks(self, state: _State) -> Callable[[int], int]:
        rank, pattern_of = state.rank, self.pattern_of
        return lambda position: rank[pattern_of[position]]

    def on_date(self, day: date) -> int:
        """The set of meetings with an occurrence that starts on this date in England."""
        return self._day_set("date", day, lambda pattern: _starts_on(pattern, day))

    def still_today(self, now: datetime) -> int:
        """The set of meetings whose next occurrence is today: what is over is left out."""
        state = self._at(now)
        today = now.astimezone(VIEWER_ZONE).date()
        if self._today is None or self._today[:2] != (state.since, today):
            positions = array("I")
            for number in state.order:
                occurrence = state.following[number]
                if occurrence is None or _date_in_england(occurrence) > today:
                    break
                positions.extend(self._members[number])
            found = bits.from_positions(positions, self._size)
            self._today = (state.since, today, found)
        return self._today[2]

    def on_weekday(self, weekday: int, now: datetime) -> int:
        """The set of meetings whose pattern falls on this weekday (Monday is 0) in England."""
        state = self._at(now)
        day = now.astimezone(VIEWER_ZONE).date()
        following = dict(zip(self._patterns, state.following, strict=True))
        return self._day_set(
            f"weekday {weekday}",
            day,
            lambda pattern: _weekday(pattern, following[pattern]) == weekday,
        )

    def between(self, after: time | None, before: time | None, now: datetime) -> int:
        """The set of meetings that start at or after and before these times in England.

        `after` later than `before` means over midnight: 22:00 to 02:00.
        """
        day = now.astimezone(VIEWER_ZONE).date()
        if self._spans is None or self._spans[0] != day or len(self._spans[1]) > 50:
            self._spans = (day, {})
        spans = self._spans[1]
        if (after, before) not in spans:
            spans[after, before] = self._between(after, before, now)
        return spans[after, before]

    def _between(self, after: time | None, before: time | None, now: datetime) -> int:
        found = 0
        for starts, among in self._by_start_time(now).items():
            if _is_between(starts, after, before):
                found |= among
        return found

    def _by_start_time(self, now: datetime) -> dict[time, int]:
        """The sets that share a start, by the clock of England; the same all day."""
        day = now.astimezone(VIEWER_ZONE).date()
        if self._starts is None or self._starts[0] != day:
            held: dict[time, array[int]] = {}
            following = self._at(now).following
            for number, pattern in enumerate(self._patterns):
                starts = _start_time(pattern, following[number])
                if starts is not None:
                    held.setdefault(starts, array("I")).extend(self._members[number])
            self._starts = (
                day,
                {
                    starts: bits.from_positions(positions, self._size)
                    for starts, positions in held.items()
                },
            )
        return self._starts[1]

    def _day_set(
        self, what: str, day: date, belongs: Callable[[Schedule], bool]
    ) -> int:
        """Sets by day are asked for on every page; those of past days are dropped."""
        known = self._days.get((what, day))
        if known is None:
            positions = array("I")
            for pattern, members in zip(self._patterns, self._members, strict=True):
                if belongs(pattern):
                    positions.extend(members)
            known = bits.from_positions(positions, self._size)
            if len(self._days) > 50:
                self._days.clear()
            self._days[what, day] = known
        return known


def _joinable_until(occurrence: Occurrence) -> datetime:
    """In UTC: adding to a local time would go by the clock on the wall."""
    return occurrence.starts_at.astimezone(UTC) + GRACE


def _date_in_england(occurrence: Occurrence) -> date:
    return occurrence.starts_at.astimezone(VIEWER_ZONE).date()


def _starts_on(pattern: Schedule, day: date) -> bool:
    midnight = datetime.combine(day, time(), VIEWER_ZONE)
    next_midnight = datetime.combine(day + timedelta(days=1), time(), VIEWER_ZONE)
    return any(True for _ in pattern.occurrences(midnight, next_midnight))


def _weekday(pattern: Schedule, following: Occurrence | None) -> int | None:
    """The pattern's own weekday; the next date's where that is all there is to go by."""
    same_zone = pattern.timezone == VIEWER_ZONE.key
    if same_zone and pattern.frequency in {
        Frequency.WEEKLY,
        Frequency.MONTHLY_WEEKDAY,
    }:
        return pattern.weekday
    return following.starts_at.astimezone(VIEWER_ZONE).weekday() if following else None


def _start_time(pattern: Schedule, following: Occurrence | None) -> time | None:
    if pattern.timezone == VIEWER_ZONE.key or following is None:
        return pattern.start_time
    return following.starts_at.astimezone(VIEWER_ZONE).time()


def _is_between(starts: time, after: time | None, before: time | None) -> bool:
    late_enough = after is None or starts >= after
    early_enough = before is None or starts < before
    if after is not None and before is not None and after > before:
        return late_enough or early_enough
    return late_enough and early_enough
