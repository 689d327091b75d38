"""The gaps of an area: its meetings, its neighbours' and its people, put to the reckoning."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from mutualaid.core import clock
from mutualaid.geography.distance import miles_between
from mutualaid.geography.reach import Reach
from mutualaid.organisations.models import Area
from mutualaid.organisations.reach import reach_of

from .finder import bits
from .finder.snapshot import Snapshot
from .gaps.analysis import Analysis, Meetings
from .gaps.choices import (
    ACCESS,
    ACCESSES,
    AUDIENCE,
    AUDIENCES,
    DAY,
    FELLOWSHIP,
    TIME,
    TIMES,
)
from .gaps.people import People, PeoplePoint
from .gaps.query import ONLINE, GapQuery
from .models import PopulationPoint
from .published import Published, published

MOST_KEPT = 8
_YOUNG = ("young", "young-people")  # by a fellowship, and by one of its meetings


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of who lives where."""

    points: int
    imported_at: datetime | None


@dataclass(frozen=True, slots=True)
class GapFinding:
    """A question about gaps, and what it is answered from."""

    query: GapQuery
    analysis: Analysis
    published: Published
    reach: Reach | None
    held: Held


_SAID_OF_MEETINGS = "sign-language"  # and not of the places they are in
# With the snapshot, whose identity is part of the key for as long as it is held.
_known: OrderedDict[tuple[Any, ...], tuple[Snapshot, Analysis]] = OrderedDict()


def find_gaps(area: Area, query: GapQuery) -> GapFinding:
    """Reckoned once for each distance and mode, until meetings, people or the area change."""
    directory, held = published.current(), population_held(area)
    key = (
        area.pk,
        area.updated_at,
        id(directory.snapshot),
        held,
        clock.today(),
        query.miles,
        query.mode,
    )
    snapshot = directory.snapshot
    kept = _known.pop(key, None) or (snapshot, _analyse(snapshot, area, query))
    _known[key] = kept
    while len(_known) > MOST_KEPT:
        _known.popitem(last=False)
    return GapFinding(query, kept[1], directory, reach_of(area), held)


def forget_gaps() -> None:
    """Reckon anew."""
    _known.clear()


def population_held(area: Area) -> Held:
    """How many points there are, and since when."""
    told = PopulationPoint.objects.filter(area=area).aggregate(
        points=Count("pk"), imported_at=Max("imported_at")
    )
    return Held(**told)


def people_of(area: Area) -> People:
    """Those who live in the area; all that are known where nobody has said how far it goes."""
    reach = reach_of(area)
    rows = PopulationPoint.objects.filter(area=area).values_list(
        "latitude", "longitude", "people"
    )
    return People(
        PeoplePoint(latitude, longitude, people)
        for latitude, longitude, people in rows
        if reach is None or reach.holds(latitude, longitude)
    )


def _analyse(snapshot: Snapshot, area: Area, query: GapQuery) -> Analysis:
    people = people_of(area)
    if query.mode == ONLINE:
        meetings = _online_meetings(snapshot, area)
    else:
        meetings = _meetings_in_person(snapshot, area, people, query.miles)
    return Analysis(people, meetings, query.miles)


def _online_meetings(snapshot: Snapshot, area: Area) -> Meetings:
    """The area's own: from wherever somebody is, they are as near as any."""
    own = snapshot.facets.of_area(area.pk) & snapshot.facets.joinable_online
    among = _running(snapshot, own)
    return Meetings({}, among, among, _sets(snapshot, among), anywhere=among)


def _meetings_in_person(
    snapshot: Snapshot, area: Area, people: People, miles: float
) -> Meetings:
    """The area's own, and all that may be near its people, whoever keeps them."""
    own = snapshot.facets.of_area(area.pk)
    nearby = _around(snapshot, people, miles)
    among = _running(snapshot, (own | nearby) & ~snapshot.facets.online)
    located = among & snapshot.nearness.everywhere
    points = {at: snapshot.nearness.point(at) for at in bits.positions(located)}
    reach = reach_of(area)
    if reach is not None:
        outside = (at for at, point in points.items() if not reach.holds(*point))
        own &= ~bits.from_positions(outside, snapshot.size)
    return Meetings(points, among, own & among, _sets(snapshot, among))


def _around(snapshot: Snapshot, people: People, miles: float) -> int:
    """The meetings in a circle that holds everything near anybody."""
    if not people.points:
        return 0
    latitudes = [one.latitude for one in people.points]
    longitudes = [one.longitude for one in people.points]
    middle = (
        (min(latitudes) + max(latitudes)) / 2,
        (min(longitudes) + max(longitudes)) / 2,
    )
    furthest = max(
        miles_between(*middle, one.latitude, one.longitude) for one in people.points
    )
    return snapshot.nearness.within(*middle, furthest + miles)


def _running(snapshot: Snapshot, among: int) -> int:
    """Without those that have no date to come."""
    now, agenda = clock.now(), snapshot.agenda
    running = (at for at in bits.positions(among) if agenda.next_at(at, now))
    return bits.from_positions(running, snapshot.size)


def _sets(snapshot: Snapshot, among: int) -> dict[str, dict[str, int]]:
    now, agenda, facets = clock.now(), snapshot.agenda, snapshot.facets
    fellowships = (
        (key, facets.of("fellowship", key)) for key in facets.values("fellowship")
    )
    return {
        DAY: {str(day): agenda.on_weekday(day, now) for day in range(7)},
        TIME: {
            name: agenda.between(after, before, now)
            for name, (after, before) in TIMES.items()
        },
        FELLOWSHIP: {key: found for key, found in fellowships if found & among},
        AUDIENCE: {key: _audience(snapshot, key) for key in AUDIENCES},
        ACCESS: {
            key: facets.of("feature" if key == _SAID_OF_MEETINGS else "access", key)
            for key in ACCESSES
        },
    }


def _audience(snapshot: Snapshot, key: str) -> int:
    facets = snapshot.facets
    keys = _YOUNG if key == "young" else (key,)
    found = 0
    for each in keys:
        found |= facets.of("audience", each) | facets.of("feature", each)
    return found
