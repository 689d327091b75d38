"""The venues and groups that records name: found again, brought up to date, or added."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from mutualaid.core import clock
from mutualaid.directory.formats.records import MeetingRecord, VenueRecord
from mutualaid.directory.models import Group, Meeting, Venue
from mutualaid.geography.coordinates import coordinates_of

from .batches import BATCH, in_batches

_IDENTIFYING = ("name", "address", "town", "postcode", "country")
_RETOLD = ("county", "latitude", "longitude", "is_approximate", "notes")
_KEPT_WITHOUT_COORDINATES = ("county", "notes")

# Told of each place that is told otherwise now: its primary key, as it was, as it is.
Retold = Callable[[int, dict[str, Any], dict[str, Any]], None]


class Kept(NamedTuple):
    """A place or a group in the database."""

    pk: int
    reference: str


def _to_nobody(pk: int, before: dict[str, Any], after: dict[str, Any]) -> None:
    pass


def venue_identity(venue: VenueRecord) -> str:
    """A digest of what makes two tellings the same place: name, address, town, postcode."""
    told = "\n".join(
        " ".join(getattr(venue, name).casefold().split()) for name in _IDENTIFYING
    )
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def settle_venues(
    area_id: int, venues: Iterable[VenueRecord], retold: Retold = _to_nobody
) -> dict[str, Kept]:
    """Each venue by its identity; what is new of them is kept."""
    told = _told_once(venues)
    known = {venue.identity: venue for venue in _known_venues(area_id, list(told))}
    now = clock.now()
    fresh = [
        _venue(area_id, identity, venue, now)
        for identity, venue in told.items()
        if identity not in known
    ]
    Venue.objects.bulk_create(fresh, batch_size=BATCH)
    moved = [
        venue
        for identity, venue in known.items()
        if _retell(venue, told[identity], now, retold)
    ]
    Venue.objects.bulk_update(moved, (*_RETOLD, "updated_at"), batch_size=BATCH // 2)
    return {
        venue.identity: Kept(venue.pk, venue.reference)
        for venue in (*known.values(), *fresh)
    }


def settle_groups(
    area_id: int, told: Mapping[tuple[int, str], MeetingRecord]
) -> dict[tuple[int, str], Kept]:
    """Each group by its fellowship's primary key and its name."""
    rows = Group.objects.filter(area_id=area_id)
    known = {
        (fellowship, name): Kept(pk, reference)
        for fellowship, name, pk, reference in rows.values_list(
            "fellowship_id", "name", "pk", "reference"
        )
    }
    now = clock.now()
    fresh = [
        Group(
            area_id=area_id,
            fellowship_id=fellowship,
            name=name,
            notes=record.group_notes,
            website=record.website[:500],
            created_at=now,
            updated_at=now,
        )
        for (fellowship, name), record in told.items()
        if (fellowship, name) not in known
    ]
    for group in Group.objects.bulk_create(fresh, batch_size=BATCH):
        known[group.fellowship_id, group.name] = Kept(group.pk, group.reference)
    return known


def locate_venues(area_id: int) -> int:
    """Place venues whose postcode became known after they did; how many that were."""
    lost = list(
        Venue.objects.filter(area_id=area_id, latitude=None).exclude(postcode="")
    )
    known = coordinates_of(venue.postcode for venue in lost)
    found = [venue for venue in lost if venue.postcode in known]
    for venue in found:
        venue.latitude, venue.longitude = known[venue.postcode]
        venue.updated_at = clock.now()
    names = ("latitude", "longitude", "updated_at")
    Venue.objects.bulk_update(found, names, batch_size=BATCH)
    for some in in_batches([venue.pk for venue in found]):
        Meeting.objects.filter(venue__in=some).update(changed_at=clock.now())
    return len(found)


def _told_once(venues: Iterable[VenueRecord]) -> dict[str, VenueRecord]:
    """Each place as the file tells it last, where it does not lose its coordinates by that."""
    told: dict[str, VenueRecord] = {}
    for venue in venues:
        before = told.get(identity := venue_identity(venue))
        if before is None or before.latitude is None or venue.latitude is not None:
            told[identity] = venue
    return told


def _known_venues(area_id: int, identities: list[str]) -> Iterator[Venue]:
    for some in in_batches(identities):
        yield from Venue.objects.filter(area_id=area_id, identity__in=some)


def _venue(area_id: int, identity: str, told: VenueRecord, now: datetime) -> Venue:
    return Venue(
        area_id=area_id,
        identity=identity,
        created_at=now,
        updated_at=now,
        **{name: getattr(told, name) for name in (*_IDENTIFYING, *_RETOLD)},
    )


def _retell(venue: Venue, told: VenueRecord, now: datetime, retold: Retold) -> bool:
    """Set what the source tells of a known venue; True where that changed anything.

    A source that has no coordinates does not take away those another gave, and none moves a
    place that somebody put where it is.
    """
    is_placed = told.latitude is not None and not venue.is_placed_by_hand
    names = _RETOLD if is_placed else _KEPT_WITHOUT_COORDINATES
    changed = [name for name in names if getattr(venue, name) != getattr(told, name)]
    if not changed:
        return False
    before = {name: getattr(venue, name) for name in changed}
    after = {name: getattr(told, name) for name in changed}
    for name, value in after.items():
        setattr(venue, name, value)
    venue.updated_at = now
    retold(venue.pk, before, after)
    return True
