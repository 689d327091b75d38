"""An immutable copy of the published directory, made to answer any question quickly.

Rebuilt when the directory's revision changes. Holds what is asked about, not what is shown:
the rows of one page are read from the database by their keys.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf

from mutualaid.directory.recurrence import Occurrence

from . import bits
from .agenda import VIEWER_ZONE, Agenda
from .checks import Checks
from .counts import Counting, Counts
from .entry import Entry
from .facets import Facets
from .facts import Known
from .nearness import Nearness
from .parts import Parts
from .query import WEEKDAYS, FinderQuery
from .words import WordIndex, same_words, words_of

MOST_NAMED = 2000  # words that fit more name nobody, and are like any other choice


@dataclass(frozen=True, slots=True)
class Point:
    """Where distances are measured from."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One meeting of a page."""

    key: int
    miles: float | None
    occurrence: Occurrence | None
    others: tuple[int, ...] = ()  # keys of the same group's other meetings there
    access: tuple[str, ...] = ()  # what is known to be so of its place


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]
    page: int
    pages: int
    counts: Counts = field(default_factory=Counts)  # where they were asked for


class Snapshot:
    """The directory at one revision."""

    def __init__(self, entries: Iterable[Entry], revision: int = 0) -> None:
        ordered = sorted(entries, key=Entry.order)
        located = [
            (entry.latitude, entry.longitude)
            for entry in ordered
            if entry.latitude is not None and entry.longitude is not None
        ]
        self.revision = revision
        self.size = len(ordered)
        self.everything = (1 << self.size) - 1
        self.keys = array("Q", (entry.key for entry in ordered))
        self._positions = {key: position for position, key in enumerate(self.keys)}
        self.nearness = Nearness(located)
        self.agenda = Agenda([entry.schedule for entry in ordered])
        self.facets = Facets(ordered)
        self.words = WordIndex(
            [words_of(f"{entry.name} {entry.town} {entry.words}") for entry in ordered]
        )
        self._titles = _same_positions(
            same_words(entry.name, entry.town) for entry in ordered
        )
        self._checks = Checks([entry.verified_on for entry in ordered])
        self.series = _Series(ordered)
        self.known = Known(ordered)

    def answer(
        self,
        query: FinderQuery,
        now: datetime,
        *,
        near: Point | None = None,
        area: int | None = None,
        page_size: int = 25,
        with_counts: bool = False,
    ) -> Answer:
        """The page that the query asks for.

        `near` is what its place was found to be; without one, `area` is the area whose
        meetings are meant.
        """
        parts = self._parts(query, now, near, area)
        among = parts.all()
        total = among.bit_count()
        counts = Counts()
        if with_counts:
            counts = Counting(self, parts, now, near is not None).counts(query)
        if query.q and total <= MOST_NAMED:
            return self._answer_words(among, query, now, near, page_size, counts)
        page, pages = _page(query.page, total, page_size)
        wanted = page * page_size
        placed = self._in_order(among, query, now, near, wanted)
        chosen = placed[wanted - page_size : wanted]
        hits = tuple(self._hit(position, miles, now) for miles, position in chosen)
        return Answer(total, hits, page, pages, counts)

    def matching(
        self,
        query: FinderQuery,
        now: datetime,
        *,
        near: Point | None = None,
        area: int | None = None,
        anywhere: bool = False,
    ) -> int:
        """The set of meetings that fit; `anywhere` leaves place and distance aside."""
        parts = self._parts(query, now, near, area)
        return parts.anywhere() if anywhere else parts.all()

    def _parts(
        self, query: FinderQuery, now: datetime, near: Point | None, area: int | None
    ) -> Parts:
        asked = self.facets.asked(query)
        if query.day:
            asked["day"] = self.on_days(query.day, now)
        if query.after or query.before:
            asked["time"] = self.agenda.between(query.after, query.before, now)
        if query.checked:
            asked["checked"] = self.checked_within(query.checked, now)
        if query.q:
            asked["q"] = self.words.holding_all(words_of(query.q))
        where = self.everything
        if near is not None:
            where = self._reachable(query, near)
        elif area is not None:
            where = self.facets.of_area(area)
        return Parts(self.everything, asked, where)

    def checked_within(self, days: int, now: datetime) -> int:
        """The set of meetings that somebody confirmed at most so many days ago."""
        return self._checks.within(days, now.astimezone(VIEWER_ZONE).date())

    def _reachable(self, query: FinderQuery, near: Point) -> int:
        """Within the circle; online ones have no place, and count only when asked for."""
        miles = query.within or inf
        around = self.nearness.within(near.latitude, near.longitude, miles)
        if "online" in query.mode:
            around |= self.facets.online
        return around

    def on_days(self, days: Sequence[str], now: datetime) -> int:
        """The set of meetings on any of these days, "today" and "tomorrow" among them."""
        tomorrow = now.astimezone(VIEWER_ZONE).date() + timedelta(days=1)
        found = 0
        for day in days:
            if day == "today":
                found |= self.agenda.still_today(now)
            elif day == "tomorrow":
                found |= self.agenda.on_date(tomorrow)
            else:
                found |= self.agenda.on_weekday(WEEKDAYS.index(day), now)
        return found

    def _in_order(
        self,
        among: int,
        query: FinderQuery,
        now: datetime,
        near: Point | None,
        wanted: int,
    ) -> list[tuple[float | None, int]]:
        if near is None or query.sort == "soonest":
            return [
                (self._miles(position, near), position)
                for position in self.agenda.soonest(among, now, wanted)
            ]
        located = among & self.nearness.everywhere
        nearest = self.nearness.nearest(
            located, near.latitude, near.longitude, wanted, query.within or inf
        )
        rank = self.agenda.ranks(now)
        nearest.sort(key=lambda pair: (pair[0], rank(pair[1])))
        placed: list[tuple[float | None, int]] = list(nearest)
        unplaced = among & ~located
        if len(placed) < wanted and unplaced:
            missing = wanted - len(placed)
            placed += [(None, at) for at in self.agenda.soonest(unplaced, now, missing)]
        return placed

    def _answer_words(
        self,
        among: int,
        query: FinderQuery,
        now: datetime,
        near: Point | None,
        page_size: int,
        counts: Counts,
    ) -> Answer:
        """Words find a name: that very name first, and a group's meetings in one row."""
        best = among & self._titles(same_words(query.q))
        placed = self._in_order(best, query, now, near, self.size)
        placed += self._in_order(among & ~best, query, now, near, self.size)
        if query.sort == "nearest" and near is not None:
            placed.sort(key=lambda pair: inf if pair[0] is None else pair[0])
        rows: dict[int, list[tuple[float | None, int]]] = {}
        for miles, position in placed:
            rows.setdefault(self.series.of(position), []).append((miles, position))
        page, pages = _page(query.page, len(rows), page_size)
        shown = list(rows.values())[(page - 1) * page_size : page * page_size]
        hits = tuple(
            self._hit(
                row[0][1], row[0][0], now, tuple(self.keys[at] for _, at in row[1:])
            )
            for row in shown
        )
        return Answer(among.bit_count(), hits, page, pages, counts)

    def _miles(self, position: int, near: Point | None) -> float | None:
        if near is None or not self.nearness.everywhere >> position & 1:
            return None
        return self.nearness.miles(position, near.latitude, near.longitude)

    def _hit(
        self,
        position: int,
        miles: float | None,
        now: datetime,
        others: tuple[int, ...] = (),
    ) -> Hit:
        occurrence = self.agenda.next_at(position, now)
        access = self.facets.holds("access", position)
        return Hit(self.keys[position], miles, occurrence, others, access)

    def next_of(self, key: int, now: datetime) -> Occurrence | None:
        """The next occurrence of a meeting known by its primary key."""
        return self.agenda.next_at(self._positions[key], now)

    def nearest_beyond(
        self, query: FinderQuery, now: datetime, near: Point
    ) -> Hit | None:
        """The nearest that fits but for the distance, for when nothing is within it."""
        among = self.matching(query, now, anywhere=True) & self.nearness.everywhere
        if not among:
            return None
        nearest = self.nearness.nearest(among, near.latitude, near.longitude, 1)
        miles, position = nearest[0]
        return self._hit(position, miles, now)

    def online_among(self, query: FinderQuery, now: datetime) -> int:
        """How many fit anywhere and can be joined online."""
        among = self.matching(query, now, anywhere=True)
        return (among & self.facets.joinable_online).bit_count()


class _Series:
    """Which meetings are one group's in one place."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        numbers: dict[object, int] = {}
        self._numbers = array(
            "I",
            (numbers.setdefault(entry.series, len(numbers)) for entry in entries),
        )

    def of(self, position: int) -> int:
        return self._numbers[position]


def _same_positions(texts: Iterable[str]) -> Callable[[str], int]:
    """A look-up from a text to the set of positions that have it."""
    held: dict[str, array[int]] = {}
    size = 0
    for position, text in enumerate(texts):
        held.setdefault(text, array("I")).append(position)
        size = position + 1
    return lambda text: bits.from_positions(held.get(text, ()), size)


def _page(asked: int, total: int, size: int) -> tuple[int, int]:
    pages = max(1, -(-total // size))
    return min(asked, pages), pages
