"""Writing staged records: venues and groups first, then the meetings that need them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import F

from mutualaid.core import clock
from mutualaid.directory.formats.records import MeetingRecord, VenueRecord
from mutualaid.directory.models import (
    DifferentDate,
    Group,
    Meeting,
    MeetingSource,
    SourceRecord,
    Venue,
)
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.recurrence import Schedule
from mutualaid.directory.staging import Staged
from mutualaid.geography.coordinates import coordinates_of

Item = TypeVar("Item")

BATCH = 1000  # rows per statement; SQLite takes at most 250,000 values in one


_IDENTIFYING = ("name", "address", "town", "postcode", "country")
_RETOLD = ("county", "latitude", "longitude", "is_approximate", "notes")
_COPIED = [
    "name",
    "mode",
    "openness",
    "venue_closed",
    "conference_url",
    "conference_phone",
    "conference_notes",
    "notes",
    "source_updated_at",
]
_PATTERN = [
    "frequency",
    "weekday",
    "interval",
    "ordinals",
    "day_of_month",
    "start_time",
    "duration_minutes",
    "timezone",
    "starts_on",
    "ends_on",
    "anchored_on",
]
_WRITTEN = (
    *_COPIED,
    *_PATTERN,
    *[
        "fellowship",
        "group",
        "venue",
        "features",
        "languages",
        "website",
        "status",
        "updated_at",
    ],
    "calendar_sequence",
)


class Applying:
    """One import's writing. Everything is looked up once and written in batches."""

    def __init__(
        self, source: MeetingSource, fellowships: dict[str, int], usual: str
    ) -> None:
        self._source = source
        self._fellowships = fellowships
        self._usual = usual
        self._now = clock.now()
        self._venues: dict[str, int] = {}
        self._groups: dict[tuple[int, str], int] = {}

    def apply(self, staged: Staged) -> None:
        """Write it all; the caller holds the transaction."""
        records = [record for record, _ in staged.new]
        records += [record for record, _, _ in staged.changed]
        self._settle_venues(records)
        self._settle_groups(records)
        self._add(staged)
        self._change(staged)
        self._retire(staged.gone)

    # Venues and groups

    def _settle_venues(self, records: Iterable[MeetingRecord]) -> None:
        told = {
            venue_identity(record.venue): record.venue
            for record in records
            if record.venue is not None
        }
        known = {venue.identity: venue for venue in self._known_venues(list(told))}
        self._locate(told)
        fresh = [
            self._venue(identity, told[identity])
            for identity in told
            if identity not in known
        ]
        Venue.objects.bulk_create(fresh, batch_size=BATCH)
        moved = [
            venue
            for identity, venue in known.items()
            if _retell(venue, told[identity], self._now)
        ]
        Venue.objects.bulk_update(
            moved, (*_RETOLD, "updated_at"), batch_size=BATCH // 2
        )
        for venue in (*known.values(), *fresh):
            self._venues[venue.identity] = venue.pk

    def _known_venues(self, identities: list[str]) -> Iterator[Venue]:
        for some in _in_batches(identities):
            yield from Venue.objects.filter(
                area_id=self._source.area_id, identity__in=some
            )

    def _locate(self, told: dict[str, VenueRecord]) -> None:
        """Give venues that have a postcode and no coordinates those of the postcode."""
        missing = {
            identity: venue.postcode
            for identity, venue in told.items()
            if venue.latitude is None and venue.postcode
        }
        known = coordinates_of(missing.values())
        for identity, postcode in missing.items():
            if postcode in known:
                latitude, longitude = known[postcode]
                told[identity] = _placed(told[identity], latitude, longitude)

    def _venue(self, identity: str, told: VenueRecord) -> Venue:
        return Venue(
            area_id=self._source.area_id,
            identity=identity,
            created_at=self._now,
            updated_at=self._now,
            **{name: getattr(told, name) for name in (*_IDENTIFYING, *_RETOLD)},
        )

    def _settle_groups(self, records: Iterable[MeetingRecord]) -> None:
        told = {
            (self._fellowship(record), record.group_name): record
            for record in records
            if record.group_name
        }
        area = self._source.area_id
        for group in Group.objects.filter(area_id=area):
            self._groups[group.fellowship_id, group.name] = group.pk
        fresh = [
            Group(
                area_id=area,
                fellowship_id=fellowship,
                name=name,
                notes=record.group_notes,
                website=record.website[:500],
                created_at=self._now,
                updated_at=self._now,
            )
            for (fellowship, name), record in told.items()
            if (fellowship, name) not in self._groups
        ]
        for group in Group.objects.bulk_create(fresh, batch_size=BATCH):
            self._groups[group.fellowship_id, group.name] = group.pk

    def _fellowship(self, record: MeetingRecord) -> int:
        return self._fellowships[record.fellowship or self._usual]

    # Records and meetings

    def _add(self, staged: Staged) -> None:
        for some in _in_batches(list(staged.new)):
            kept = SourceRecord.objects.bulk_create(
                SourceRecord(
                    area_id=self._source.area_id,
                    source=self._source,
                    key=record.key,
                    record=record.raw,
                    digest=digest,
                    first_read_at=self._now,
                    changed_at=self._now,
                )
                for record, digest in some
            )
            self._create_meetings(
                (record, row.pk, slot)
                for (record, _), row in zip(some, kept, strict=True)
                for slot in range(len(record.schedules))
            )

    def _change(self, staged: Staged) -> None:
        for some in _in_batches(list(staged.changed)):
            pks = [pk for _, _, pk in some]
            rows = SourceRecord.objects.in_bulk(pks)
            for record, digest, pk in some:
                row = rows[pk]
                row.record, row.digest = record.raw, digest
                row.changed_at, row.gone_at = self._now, None
            SourceRecord.objects.bulk_update(
                rows.values(), ("record", "digest", "changed_at", "gone_at")
            )
            self._change_meetings({pk: record for record, _, pk in some})

    def _change_meetings(self, records: dict[int, MeetingRecord]) -> None:
        held = {
            (meeting.source_record_id, meeting.slot): meeting
            for meeting in Meeting.objects.filter(source_record__in=records)
        }
        changed, missing, surplus = [], [], set(held)
        for pk, record in records.items():
            for slot in range(len(record.schedules)):
                meeting = held.get((pk, slot))
                if meeting is None:
                    missing.append((record, pk, slot))
                    continue
                surplus.discard((pk, slot))
                for name, value in self._columns(record, slot).items():
                    setattr(meeting, name, value)
                meeting.calendar_sequence += 1
                changed.append(meeting)
        Meeting.objects.bulk_update(changed, _WRITTEN, batch_size=BATCH // 10)
        Meeting.objects.filter(pk__in=[held[key].pk for key in surplus]).update(
            status=MeetingStatus.GONE, updated_at=self._now
        )
        self._create_meetings(missing)
        self._replace_dates(changed, records)

    def _create_meetings(
        self, wanted: Iterable[tuple[MeetingRecord, int, int]]
    ) -> None:
        told = list(wanted)
        meetings = Meeting.objects.bulk_create(
            Meeting(
                area_id=self._source.area_id,
                source_record_id=pk,
                slot=slot,
                created_at=self._now,
                **self._columns(record, slot),
            )
            for record, pk, slot in told
        )
        self._create_dates(
            (meeting.pk, record.schedules[slot])
            for meeting, (record, _, slot) in zip(meetings, told, strict=True)
        )

    def _columns(self, record: MeetingRecord, slot: int) -> dict[str, Any]:
        """A meeting's columns as its record tells them."""
        fellowship = self._fellowship(record)
        venue = record.venue
        return {
            **{name: getattr(record, name) for name in _COPIED},
            **schedule_columns(record.schedules[slot]),
            "fellowship_id": fellowship,
            "group_id": self._groups.get((fellowship, record.group_name)),
            "venue_id": venue and self._venues[venue_identity(venue)],
            "features": list(record.features),
            "languages": list(record.languages),
            "website": record.website or record.source_url,
            "status": MeetingStatus.LISTED,
            "updated_at": self._now,
        }

    # Dates that differ

    def _replace_dates(
        self, meetings: list[Meeting], records: dict[int, MeetingRecord]
    ) -> None:
        told = {
            meeting.pk: records[meeting.source_record_id or 0].schedules[meeting.slot]
            for meeting in meetings
        }
        with_dates = [pk for pk, schedule in told.items() if schedule.exceptions]
        DifferentDate.objects.filter(meeting__in=with_dates).delete()
        self._create_dates(told.items())

    def _create_dates(self, told: Iterable[tuple[int, Schedule]]) -> None:
        DifferentDate.objects.bulk_create(
            DifferentDate(
                area_id=self._source.area_id,
                meeting_id=pk,
                original_date=each.original_date,
                kind=each.kind,
                new_date=each.new_date,
                start_time=each.start_time,
                duration_minutes=_minutes(each.duration),
                note=each.note,
                created_at=self._now,
                updated_at=self._now,
            )
            for pk, schedule in told
            for each in schedule.exceptions
        )

    def _retire(self, gone: tuple[int, ...]) -> None:
        for some in _in_batches(list(gone)):
            SourceRecord.objects.filter(pk__in=some).update(gone_at=self._now)
            Meeting.objects.filter(source_record__in=some).update(
                status=MeetingStatus.GONE,
                updated_at=self._now,
                calendar_sequence=F("calendar_sequence") + 1,
            )


def schedule_columns(schedule: Schedule) -> dict[str, Any]:
    """A meeting's pattern columns."""
    columns = {name: getattr(schedule, name, None) for name in _PATTERN}
    columns["ordinals"] = list(schedule.ordinals)
    columns["duration_minutes"] = _minutes(schedule.duration)
    return columns


def venue_identity(venue: VenueRecord) -> str:
    """A digest of what makes two tellings the same place: name, address, town, postcode."""
    told = "\n".join(
        " ".join(getattr(venue, name).casefold().split()) for name in _IDENTIFYING
    )
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def _retell(venue: Venue, told: VenueRecord, now: datetime) -> bool:
    """Set what the source tells of a known venue; True where that changed anything.

    A source that has no coordinates does not take away those another gave.
    """
    names = [
        name
        for name in _RETOLD
        if told.latitude is not None or name in {"county", "notes"}
    ]
    changed = [name for name in names if getattr(venue, name) != getattr(told, name)]
    for name in changed:
        setattr(venue, name, getattr(told, name))
    venue.updated_at = now
    return bool(changed)


def _placed(venue: VenueRecord, latitude: float, longitude: float) -> VenueRecord:
    return replace(venue, latitude=latitude, longitude=longitude)


def _minutes(duration: timedelta | None) -> int | None:
    return round(duration.total_seconds() / 60) if duration else None


def _in_batches(items: list[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
