"""Writing staged records: venues and groups first, then the meetings that need them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import F

from mutualaid.core import clock
from mutualaid.directory.formats.records import MeetingRecord
from mutualaid.directory.models import (
    DifferentDate,
    Meeting,
    MeetingSource,
    SourceRecord,
)
from mutualaid.directory.models.meetings import PATTERN_COLUMNS, MeetingStatus
from mutualaid.directory.recurrence import Schedule
from mutualaid.directory.staging import Staged

from .batches import BATCH, Progress, in_batches
from .settling import settle_groups, settle_venues, venue_identity

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
_WRITTEN = (
    *_COPIED,
    *PATTERN_COLUMNS,
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
        self,
        source: MeetingSource,
        fellowships: dict[str, int],
        usual: str,
        progress: Progress,
    ) -> None:
        self._source = source
        self._fellowships = fellowships
        self._usual = usual
        self._progress = progress
        self._now = clock.now()
        self._venues: dict[str, int] = {}
        self._groups: dict[tuple[int, str], int] = {}

    def apply(self, staged: Staged) -> None:
        """Write it all; the caller holds the transaction."""
        records = [record for record, _ in staged.new]
        records += [record for record, _, _ in staged.changed]
        self._venues = settle_venues(
            self._source.area_id, (each.venue for each in records if each.venue)
        )
        self._groups = settle_groups(
            self._source.area_id,
            {
                (self._fellowship(each), each.group_name): each
                for each in records
                if each.group_name
            },
        )
        self._add(staged)
        self._change(staged)
        self._retire(staged.gone)

    def _fellowship(self, record: MeetingRecord) -> int:
        return self._fellowships[record.fellowship or self._usual]

    # Records and meetings

    def _add(self, staged: Staged) -> None:
        for number, some in enumerate(in_batches(list(staged.new))):
            self._progress("Adding", number * BATCH, len(staged.new))
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
        for number, some in enumerate(in_batches(list(staged.changed))):
            self._progress("Changing", number * BATCH, len(staged.changed))
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
                source=self._source,
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
        for some in in_batches(list(gone)):
            SourceRecord.objects.filter(pk__in=some).update(gone_at=self._now)
            Meeting.objects.filter(source_record__in=some).update(
                status=MeetingStatus.GONE,
                updated_at=self._now,
                calendar_sequence=F("calendar_sequence") + 1,
            )


def schedule_columns(schedule: Schedule) -> dict[str, Any]:
    """A meeting's pattern columns."""
    columns = {name: getattr(schedule, name, None) for name in PATTERN_COLUMNS}
    columns["ordinals"] = list(schedule.ordinals)
    columns["duration_minutes"] = _minutes(schedule.duration)
    return columns


def _minutes(duration: timedelta | None) -> int | None:
    return round(duration.total_seconds() / 60) if duration else None
