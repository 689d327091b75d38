"""The possibilities of one person's week, out of the finder's copy of the directory."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from mutualaid.directory.finder import bits
from mutualaid.directory.finder.coming import ComingDate
from mutualaid.directory.finder.snapshot import Snapshot

from .candidates import Candidate
from .travel import furthest_miles
from .week import HORIZON, Week

NEARLY = 10  # minutes over the limit at which a meeting is still told of as too far
Confirmed = Mapping[int, Collection[date]]
Placed = tuple[int, float | None]  # position, miles


def gather(
    snapshot: Snapshot,
    week: Week,
    *,
    area: int,
    listed_on: Mapping[int, date],
    special: Collection[date] = (),
    confirmed: Confirmed | None = None,
) -> Iterator[Candidate]:
    """Every occurrence of the days to come that is near enough, or can be joined from home.

    `area`: whose meetings are meant where nobody said where they start. `listed_on`: the day on
    which each source was last read. `special`: days on which meetings may not run, but for those
    that are `confirmed`.
    """
    told = confirmed or {}
    for (position, miles), is_online in _possible(snapshot, week, area):
        key = snapshot.keys[position]
        facts = snapshot.known.facts(position)
        evidence = snapshot.known.evidence(position, listed_on)
        group = snapshot.series.of(position)
        for coming in snapshot.agenda.coming(position, week.now):
            if not week.now <= coming.starts < week.now + HORIZON:
                continue
            yield Candidate(
                meeting=key,
                group=group,
                facts=facts,
                date=coming,
                miles=miles,
                is_online=is_online,
                is_date_unsure=_is_unsure(coming, special, told.get(key, ())),
                evidence=evidence,
            )


def _is_unsure(
    coming: ComingDate, special: Collection[date], confirmed: Collection[date]
) -> bool:
    on = coming.original_date
    return coming.is_usual and on in special and on not in confirmed


def _possible(
    snapshot: Snapshot, week: Week, area: int
) -> Iterator[tuple[Placed, bool]]:
    """Rooms with their distance, then what is joined from elsewhere."""
    rooms = snapshot.everything & ~snapshot.facets.online
    located = rooms & snapshot.nearness.everywhere
    ours = snapshot.facets.of_area(area)
    if week.start is None:
        for position in bits.positions(rooms & ours):
            yield (position, None), False
    else:
        for placed in _around(snapshot, week, week.start, located):
            yield placed, False
        for position in bits.positions(rooms & ours & ~located):
            yield (position, None), False
    for position in bits.positions(snapshot.facets.joinable_online):
        yield (position, None), True


def _around(
    snapshot: Snapshot, week: Week, start: tuple[float, float], located: int
) -> Iterator[Placed]:
    reach = furthest_miles(week.ways, week.most_minutes + NEARLY)
    around = located & snapshot.nearness.within(*start, reach)
    for position in bits.positions(around):
        yield position, snapshot.nearness.miles(position, *start)
