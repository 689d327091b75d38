"""Undoing the reading of a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import (
    DirectoryRevision,
    ImportRun,
    Meeting,
    MeetingChange,
    MeetingSource,
    SourceRecord,
    Venue,
)
from mutualaid.directory.models.imports import ChangeReason, ImportStatus
from mutualaid.directory.packed_lines import lines_in

from .batches import BATCH, in_batches
from .former import Former
from .journal import read_instant
from .putting_back import Change, PuttingBack
from .run_statuses import locked_run, move_run


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing came to, in meetings.

    `kept` are those changed by hand since and so left alone: the meeting's reference with a
    MeetingField or "dates", or a venue's reference with "place".
    """

    taken_out: int  # were added by it
    put_back: int  # were taken out by it
    as_before: int  # were changed by it
    kept: tuple[tuple[str, str], ...]


@transaction.atomic
def undo_import(*, run: ImportRun, by: Actor, by_role: str) -> UndoReport:
    """Put every meeting of the list back as it was before this reading was taken over.

    One that it added is gone again, as if its list had lost it. Raises Refused where a later
    reading of the list was taken over (undo that first), and for one that is not taken over.
    """
    held = locked_run(run, ImportStatus.UNDONE)
    source = MeetingSource.objects.select_for_update(of=("self",)).get(runs=held)
    _refuse_if_read_since(held)
    if held.former is None:
        raise Refused(
            gettext(
                "This was read too long ago to be undone; read an older list again."
            )
        )
    former = _former(held)
    _put_records_back(held)
    putting = PuttingBack(held, former, by_role)
    for changes in _changes(held, former):
        putting.put_back(changes)
    places = _put_venues_back(former)
    source.last_read_at = read_instant(former.last_read_at)
    source.save(update_fields=["last_read_at"])
    held.undone_at, held.former = clock.now(), None
    move_run(held, ImportStatus.UNDONE)
    DirectoryRevision.advance()
    report = UndoReport(
        putting.taken_out, putting.put_in, putting.as_before, (*putting.kept, *places)
    )
    record(
        act="directory.undo_import",
        by=by,
        subject=f"source:{source.reference}",
        detail={
            "gone": report.taken_out,
            "new": report.put_back,
            "changed": report.as_before,
            "kept": len(report.kept),
        },
        area_id=held.area_id,
    )
    run.refresh_from_db()
    return report


def _refuse_if_read_since(run: ImportRun) -> None:
    later = Q(finished_at__gt=run.finished_at) | Q(
        finished_at=run.finished_at, pk__gt=run.pk
    )
    applied = ImportRun.objects.filter(later, source=run.source_id)
    if applied.filter(status=ImportStatus.APPLIED).exists():
        raise Refused(
            gettext("A later reading of this list was taken over; undo that first.")
        )


def _former(run: ImportRun) -> Former:
    """All but the records, which may be large and are read on their own."""
    former = Former()
    for kind, *told in lines_in(run.former or b""):
        if kind not in ("new", "gone", "record"):
            former.take(kind, told)
    return former


def _put_records_back(run: ImportRun) -> None:
    """Records as the source had told them."""
    now = clock.now()
    known: dict[int, list[Any]] = {}
    for kind, *told in lines_in(run.former or b""):
        if kind == "record":
            known[told[0]] = told[1:]
        elif kind in ("new", "gone"):
            gone_at = now if kind == "new" else None
            SourceRecord.objects.filter(pk__in=told[0]).update(gone_at=gone_at)
        if len(known) >= BATCH:
            _write_records(known)
            known = {}
    _write_records(known)


def _write_records(known: dict[int, list[Any]]) -> None:
    rows = SourceRecord.objects.in_bulk(known)
    for pk, row in rows.items():
        row.digest, changed_at, gone_at, row.record = known[pk]
        row.changed_at = read_instant(changed_at) or row.changed_at
        row.gone_at = read_instant(gone_at)
    names = ("digest", "changed_at", "gone_at", "record")
    SourceRecord.objects.bulk_update(rows.values(), names, batch_size=BATCH)


def _changes(run: ImportRun, former: Former) -> Iterator[dict[int, Change]]:
    """What the reading changed, some meetings at a time: those without history as well."""
    rows = MeetingChange.objects.filter(run=run, reason=ChangeReason.IMPORT)
    left = former.meetings()
    last = 0
    while True:
        some = list(
            rows.filter(pk__gt=last)
            .order_by("pk")
            .values_list("pk", "meeting_id", "before", "after")[:BATCH]
        )
        if not some:
            break
        last = some[-1][0]
        left -= {meeting for _, meeting, _, _ in some}
        yield {meeting: Change(before, after) for _, meeting, before, after in some}
    for pks in in_batches(sorted(left)):
        yield {pk: Change({}, {}) for pk in pks}


def _put_venues_back(former: Former) -> list[tuple[str, str]]:
    """Places as they had been told; those that somebody has changed since."""
    now, kept = clock.now(), []
    for pks in in_batches(list(former.venues)):
        for venue in Venue.objects.filter(pk__in=pks):
            before, after = former.venues[venue.pk]
            if any(getattr(venue, name) != value for name, value in after.items()):
                kept.append((venue.reference, "place"))
                continue
            for name, value in before.items():
                setattr(venue, name, value)
            venue.updated_at = now
            venue.save(update_fields=[*before, "updated_at"])
        Meeting.objects.filter(venue__in=pks).update(changed_at=now)
    return kept
