"""Bringing a source's meetings in: read, stage, guard, apply, log."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory import formats
from mutualaid.directory.formats.records import FormatError, Reading
from mutualaid.directory.models import (
    DirectoryRevision,
    Fellowship,
    ImportRun,
    MeetingSource,
)
from mutualaid.directory.models.imports import ImportStatus
from mutualaid.directory.staged_lists import (
    Compared,
    compared,
    fellowships_by_key,
    reading_of,
    unpacked_rows,
)
from mutualaid.directory.staging import ImportReport
from mutualaid.organisations.models import Area

from .applying import Applying
from .batches import Progress, in_silence
from .run_statuses import MOST_PROBLEMS, locked_run, move_run, new_run
from .settling import locate_venues


class _HeldBack(Refused):
    """By the guard."""


def import_meetings(
    *,
    area: Area,
    source_name: str,
    data: bytes,
    file_name: str,
    by: Actor,
    by_role: str = "import",
    fellowship: str = "",
    format_name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    timezone: str = "Europe/London",
    is_dry_run: bool = False,
    may_drop: bool = False,
    progress: Progress = in_silence,
) -> ImportReport:
    """Make the area's directory agree with this file about this source's meetings, at once.

    One transaction: all of it or, on any refusal, none. `fellowship` is for records that do
    not say their own; `may_drop` overrules the guard. Raises Refused.
    """
    fellowships = fellowships_by_key()
    run = new_run(
        area=area,
        source_name=source_name,
        file_name=file_name,
        fellowship=fellowship,
        mapping=mapping,
        timezone=timezone,
        by=by,
        by_role=by_role,
    )
    reading = _read(run, data, format_name)
    with transaction.atomic():
        run.save()
        may_drop = may_drop or is_dry_run
        report = _take_over(run, reading, fellowships, may_drop, progress)
        if is_dry_run:
            transaction.set_rollback(True)
            return replace(report, is_dry_run=True)
        _log(run, by)
    return report


def apply_import(
    *,
    run: ImportRun,
    by: Actor,
    by_role: str,
    may_drop: bool = False,
    progress: Progress = in_silence,
) -> ImportReport:
    """Take over a list that was staged, or held back.

    Where the guard holds it back, the run is kept as REFUSED, nothing else is changed, and
    Refused is raised with the sentence; `may_drop` overrules the guard. Also raises Refused
    where the list cannot be read with its mapping, or is settled already.
    """
    try:
        with transaction.atomic():
            held = locked_run(run, ImportStatus.APPLIED)
            held.by_role, held.by_token = by_role, by.token
            reading = reading_of(held, unpacked_rows(held))
            report = _take_over(held, reading, fellowships_by_key(), may_drop, progress)
            _log(held, by)
    except _HeldBack as refusal:
        _hold_back(run, by, refusal.sentence)
        raise Refused(refusal.sentence) from refusal
    finally:
        run.refresh_from_db()
    return report


def _read(run: ImportRun, data: bytes, format_name: str | None) -> Reading:
    """What the bytes say. Raises Refused."""
    try:
        run.format = format_name or formats.recognise(data, run.file_name)
        return formats.read(
            data,
            format=run.format,
            name=run.file_name,
            fellowship=run.fellowship,
            timezone=run.timezone,
            mapping=run.mapping,
        )
    except FormatError as error:
        raise Refused(f"{run.file_name}: {error}") from error


def _take_over(
    run: ImportRun,
    reading: Reading,
    fellowships: Mapping[str, Fellowship],
    may_drop: bool,
    progress: Progress,
) -> ImportReport:
    """Guard and apply, and settle the run; the caller holds the transaction."""
    source = _source(run, fellowships)
    found = compared(reading, source, fellowships, run.fellowship)
    warning = found.warning(run.file_name, run.source_name)
    if warning and not may_drop:
        raise _HeldBack(warning)
    _apply(run, source, found, fellowships, progress)
    run.counts = found.report.counts()
    run.problems = [asdict(each) for each in found.problems[:MOST_PROBLEMS]]
    run.source, run.finished_at = source, clock.now()
    move_run(run, ImportStatus.APPLIED)
    return found.report


def _source(run: ImportRun, fellowships: Mapping[str, Fellowship]) -> MeetingSource:
    """The list of this name: locked, so that two readings of it come one after the other."""
    now = clock.now()
    fellowship = fellowships.get(run.fellowship)
    source, is_new = MeetingSource.objects.select_for_update().get_or_create(
        area_id=run.area_id,
        name=run.source_name,
        defaults={
            "fellowship": fellowship,
            "format": run.format,
            "created_at": now,
            "updated_at": now,
        },
    )
    if not is_new:
        source.format = run.format
        source.fellowship = fellowship or source.fellowship
    return source


def _apply(
    run: ImportRun,
    source: MeetingSource,
    found: Compared,
    fellowships: Mapping[str, Fellowship],
    progress: Progress,
) -> None:
    applying = Applying(source, fellowships, run, progress)
    run.former = applying.apply(found.staged)
    located = locate_venues(source.area_id)
    if found.staged.changes_anything or located:
        DirectoryRevision.advance()
    source.last_read_at = clock.now()
    source.save(update_fields=["last_read_at", "format", "fellowship"])


def _log(run: ImportRun, by: Actor) -> None:
    reference = run.source.reference if run.source else ""
    record(
        act="directory.import_meetings",
        by=by,
        subject=f"source:{reference}",
        detail=run.counts,
        area_id=run.area_id,
    )


@transaction.atomic
def _hold_back(run: ImportRun, by: Actor, sentence: str) -> None:
    """Keep that the guard refused it; it can still be said yes to."""
    if run.status == ImportStatus.REFUSED:
        return
    held = locked_run(run, ImportStatus.REFUSED)
    held.problems = [
        {"record": "", "field": "", "reason": sentence, "fatal": True},
        *held.problems,
    ]
    move_run(held, ImportStatus.REFUSED)
    record(
        act="directory.hold_back_import",
        by=by,
        subject=f"import:{held.reference}",
        area_id=held.area_id,
    )
