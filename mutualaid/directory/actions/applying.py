"""Writing staged records: venues and groups first, then the meetings that need them."""

from collections.abc import Iterable, Mapping
from typing import Any

from mutualaid.core import clock
from mutualaid.directory.formats.records import MeetingRecord
from mutualaid.directory.models import (
    Fellowship,
    ImportRun,
    Meeting,
    MeetingSource,
    SourceRecord,
)
from mutualaid.directory.models.imports import ChangeKind, ChangeReason
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.staging import Staged

from .batches import BATCH, Progress, in_batches
from .history import Line, keep_lines
from .journal import Journal
from .list_dates import add_dates
from .local_offers import locals_of
from .retelling import Retelling, held_meetings, take_out
from .settling import settle_groups, settle_venues
from .told import Telling

_BLANKS: tuple[Any, ...] = (None, "", [], False)
_LISTED, _GONE = MeetingStatus.LISTED.value, MeetingStatus.GONE.value


class Applying:
    """One import's writing. Everything is looked up once and written in batches."""

    def __init__(
        self,
        source: MeetingSource,
        fellowships: Mapping[str, Fellowship],
        run: ImportRun,
        progress: Progress,
    ) -> None:
        self._source = source
        self._fellowships = fellowships
        self._run = run
        self._progress = progress
        self._now = clock.now()
        self._journal = Journal()
        self._telling: Telling

    def apply(self, staged: Staged) -> bytes:
        """Write it all; what undoing needs. The caller holds the transaction."""
        self._journal.source(self._source)
        self._telling = self._settled(
            [record for record, _ in staged.new]
            + [record for record, _, _ in staged.changed]
        )
        self._add(staged)
        self._change(staged)
        self._retire(staged.gone)
        return self._journal.finished()

    def _settled(self, records: list[MeetingRecord]) -> Telling:
        """Venues and groups found again or added, for those that meet there."""
        area_id = self._source.area_id
        venues = (each.venue for each in records if each.venue)
        retold: list[int] = []

        def keep(pk: int, before: dict[str, Any], after: dict[str, Any]) -> None:
            self._journal.venue(pk, before, after)
            retold.append(pk)

        places = settle_venues(area_id, venues, keep)
        for some in in_batches(retold):
            Meeting.objects.filter(venue__in=some).update(changed_at=self._now)
        groups = {
            (self._fellowship(each), each.group_name): each
            for each in records
            if each.group_name
        }
        return Telling(
            self._fellowships,
            self._run.fellowship,
            is_own_list=self._source.is_fellowships_own,
            venues=places,
            groups=settle_groups(area_id, groups),
        )

    def _fellowship(self, record: MeetingRecord) -> int:
        return self._fellowships[record.fellowship or self._run.fellowship].pk

    # Records and meetings that are new

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
            self._journal.new_records([row.pk for row in kept])
            self._create_meetings(
                (record, row.pk, slot)
                for (record, _), row in zip(some, kept, strict=True)
                for slot in range(len(record.schedules))
            )

    def _create_meetings(
        self, wanted: Iterable[tuple[MeetingRecord, int, int]]
    ) -> None:
        meetings, afters, schedules = [], [], []
        for record, pk, slot in wanted:
            told = self._telling.told(record, slot)
            meeting = Meeting(
                area_id=self._source.area_id,
                source=self._source,
                source_record_id=pk,
                slot=slot,
                created_at=self._now,
                updated_at=self._now,
                changed_at=self._now,
                **told.columns,
            )
            values = {k: v for k, v in told.values.items() if v not in _BLANKS}
            after = {**values, "status": _LISTED}
            meetings.append(meeting)
            afters.append(after)
            schedules.append(record.schedules[slot])
        pks = [meeting.pk for meeting in Meeting.objects.bulk_create(meetings)]
        self._keep(
            (pk, ChangeKind.ADDED, {}, after)
            for pk, after in zip(pks, afters, strict=True)
        )
        add_dates(self._source.area_id, zip(pks, schedules, strict=True))

    # Those that are told otherwise than before

    def _change(self, staged: Staged) -> None:
        for number, some in enumerate(in_batches(list(staged.changed))):
            self._progress("Changing", number * BATCH, len(staged.changed))
            rows = SourceRecord.objects.in_bulk([pk for _, _, pk in some])
            for record, digest, pk in some:
                row = rows[pk]
                self._journal.record(row)
                row.record, row.digest = record.raw, digest
                row.changed_at, row.gone_at = self._now, None
            SourceRecord.objects.bulk_update(
                rows.values(), ("record", "digest", "changed_at", "gone_at")
            )
            self._change_meetings({pk: record for record, _, pk in some})

    def _change_meetings(self, records: dict[int, MeetingRecord]) -> None:
        held = held_meetings(records)
        beside = locals_of([meeting.pk for meeting in held.values()])
        retelling, missing = Retelling(self._now, self._journal), []
        for pk, record in records.items():
            for slot in range(len(record.schedules)):
                meeting = held.pop((pk, slot), None)
                if meeting is None:
                    missing.append((record, pk, slot))
                    continue
                told = self._telling.told(record, slot)
                local = beside.get(meeting.pk, {})
                retelling.meet(meeting, told, local, record.schedules[slot])
        retelling.write(self._source.area_id)
        self._keep(retelling.lines)
        self._take_out(each for each in held.values() if each.status == _LISTED)
        self._create_meetings(missing)

    # Those that are gone

    def _retire(self, gone: tuple[int, ...]) -> None:
        for some in in_batches(list(gone)):
            self._journal.gone_records(some)
            SourceRecord.objects.filter(pk__in=some).update(gone_at=self._now)
            meetings = Meeting.objects.filter(source_record__in=some, status=_LISTED)
            self._take_out(meetings.only("pk", "visibility"))

    def _take_out(self, meetings: Iterable[Meeting]) -> None:
        gone = list(meetings)
        take_out(gone, self._now)
        before, after = {"status": _LISTED}, {"status": _GONE}
        self._keep((each.pk, ChangeKind.REMOVED, before, after) for each in gone)

    def _keep(self, lines: Iterable[Line]) -> None:
        run = self._run
        keep_lines(run, ChangeReason.IMPORT, self._now, lines, by_role=run.by_role)
