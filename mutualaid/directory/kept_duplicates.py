"""The pairs of an area's listed meetings that look alike, less those told apart."""

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from mutualaid.geography.coordinates import coordinates_of
from mutualaid.geography.postcodes import read_postcode

from .duplicates import Listing, Pair, alike_pairs, words_of
from .formats.records import VenueRecord
from .meeting_values import Values, pattern_columns
from .models import DifferentMeetings, DirectoryRevision, Meeting, Venue
from .models.meetings import MeetingStatus
from .recurrence import Frequency


class _Row(NamedTuple):
    """What is read of a meeting; the names are those of its columns."""

    pk: int
    fellowship_id: int
    frequency: str
    weekday: int | None
    day_of_month: int | None
    start_time: Any
    ordinals: list[int]
    venue_id: int | None
    venue__postcode: str | None
    venue__latitude: float | None
    venue__longitude: float | None
    conference_url: str
    name: str


# The key of a meeting that is not kept yet.
NEW = 0


class KnownPairs:
    """Remembers each area's pairs until the directory changes: finding them takes a second."""

    def __init__(self) -> None:
        self._pairs: dict[int, tuple[int, list[Pair]]] = {}

    def of(self, area_id: int) -> list[Pair]:
        """Every pair that looks alike, whether or not somebody has told them apart."""
        revision = DirectoryRevision.current()
        known = self._pairs.get(area_id)
        if known is None or known[0] != revision:
            known = revision, alike_pairs(_listings(area_id))
            self._pairs[area_id] = known
        return known[1]

    def forget(self) -> None:
        """Start again from the database."""
        self._pairs.clear()


known_pairs = KnownPairs()


def pairs_waiting(area_id: int) -> list[Pair]:
    """Those that nobody has looked at, the most alike first."""
    told_apart = set(
        DifferentMeetings.objects.filter(area=area_id).values_list("first", "second")
    )
    return [
        pair
        for pair in known_pairs.of(area_id)
        if (pair.first, pair.second) not in told_apart
    ]


def meetings_like(
    area_id: int, fellowship_id: int, values: Values, place: Venue | VenueRecord | None
) -> list[Meeting]:
    """The listed meetings that look like one with these values, which is not kept yet."""
    pattern = pattern_columns(values["pattern"])
    latitude, longitude = _point(place)
    row = _Row(
        pk=NEW,
        fellowship_id=fellowship_id,
        frequency=pattern["frequency"],
        weekday=pattern["weekday"],
        day_of_month=pattern["day_of_month"],
        start_time=pattern["start_time"],
        ordinals=pattern["ordinals"],
        venue_id=place.pk if isinstance(place, Venue) else None,
        venue__postcode=place.postcode if place else "",
        venue__latitude=latitude,
        venue__longitude=longitude,
        conference_url=values["conference_url"],
        name=values["name"],
    )
    new = _listing(row)
    pairs = alike_pairs([new, *_listings(area_id, fellowship=fellowship_id)])
    keys = [pair.second for pair in pairs if pair.first == NEW]
    return list(Meeting.objects.with_everything().filter(pk__in=keys))


def _point(place: Venue | VenueRecord | None) -> tuple[float | None, float | None]:
    if place is None:
        return None, None
    if place.latitude is None and place.postcode:
        return coordinates_of([place.postcode]).get(place.postcode, (None, None))
    return place.latitude, place.longitude


def _listings(area_id: int, **narrowed: Any) -> Iterable[Listing]:
    rows = Meeting.objects.filter(area=area_id, status=MeetingStatus.LISTED, **narrowed)
    return [_listing(_Row(*row)) for row in rows.values_list(*_Row._fields)]


def _listing(row: _Row) -> Listing:
    point = row.venue__latitude, row.venue__longitude
    return Listing(
        key=row.pk,
        fellowship=row.fellowship_id,
        day=_day(row),
        start=row.start_time,
        ordinals=frozenset(row.ordinals),
        venue=row.venue_id,
        postcode=_unit(row.venue__postcode or ""),
        point=None if None in point else point,  # type: ignore[arg-type]
        link=row.conference_url,
        name=row.name,
        words=words_of(row.name),
    )


@lru_cache(maxsize=4096)
def _unit(postcode: str) -> str:
    """A whole postcode in one spelling; nothing for half of one."""
    code = read_postcode(postcode) if postcode else None
    return code.unit if code else ""


def _day(row: _Row) -> Hashable:
    if row.frequency == Frequency.MONTHLY_DATE:
        return row.frequency, row.day_of_month
    return row.frequency if row.frequency == Frequency.APPOINTMENT else row.weekday
