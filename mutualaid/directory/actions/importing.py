"""Bringing a source's meetings in: read, stage, guard, apply, log."""

from collections.abc import Mapping

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
    SourceRecord,
)
from mutualaid.directory.staging import (
    ImportReport,
    KnownRecord,
    Staged,
    stage,
    with_fellowships,
)
from mutualaid.organisations.models import Area

from .applying import Applying
from .batches import Progress, in_silence
from .settling import locate_venues


def import_meetings(
    *,
    area: Area,
    source_name: str,
    data: bytes,
    file_name: str,
    by: Actor,
    fellowship: str = "",
    format_name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    is_dry_run: bool = False,
    may_drop: bool = False,
    progress: Progress = in_silence,
) -> ImportReport:
    """Make the area's directory agree with this file about this source's meetings.

    One transaction: all of it or, on any refusal, none. `fellowship` is for records that do
    not say their own; `may_drop` lets a file take away more than half of its source.
    Raises Refused.
    """
    keys = dict(Fellowship.objects.values_list("key", "pk"))
    if fellowship and fellowship not in keys:
        raise Refused(f"There is no fellowship with the key {fellowship}.")
    chosen, reading = _read(data, file_name, format_name, fellowship, mapping)
    records, problems = with_fellowships(reading, fellowship, keys)
    with transaction.atomic():
        source = _source(area, source_name, keys.get(fellowship), chosen)
        unreadable = [problem.record for problem in problems if problem.fatal]
        staged = stage(records, _known(source), unreadable)
        report = staged.report(reading.read, problems, is_dry_run=is_dry_run)
        if is_dry_run:
            transaction.set_rollback(True)
            return report
        _guard(staged, file_name, source_name, may_drop=may_drop)
        _apply(staged, source, keys, fellowship, progress)
        record(
            act="directory.import_meetings",
            by=by,
            subject=f"source:{source.reference}",
            detail=report.counts(),
            area_id=area.pk,
        )
    return report


def apply_import(
    *, run: ImportRun, by: Actor, by_role: str, may_drop: bool = False
) -> ImportReport:
    """Take over a list that was staged, or held back.

    Where the guard holds it back, the run is kept as REFUSED, nothing else is changed, and
    Refused is raised with the sentence; `may_drop` overrules the guard. Also raises Refused
    where the list cannot be read with its mapping, or is settled already.
    """
    raise NotImplementedError


def _read(
    data: bytes,
    file_name: str,
    format_name: str | None,
    fellowship: str,
    mapping: Mapping[str, str] | None,
) -> tuple[str, Reading]:
    """The format it is in, and what it says."""
    try:
        chosen = format_name or formats.recognise(data, file_name)
        reading = formats.read(
            data,
            format=chosen,
            name=file_name,
            fellowship=fellowship,
            mapping=dict(mapping or {}),
        )
    except FormatError as error:
        raise Refused(f"{file_name}: {error}") from error
    return chosen, reading


def _source(
    area: Area, name: str, fellowship_id: int | None, format_name: str
) -> MeetingSource:
    now = clock.now()
    source, _ = MeetingSource.objects.get_or_create(
        area=area,
        name=name,
        defaults={
            "fellowship_id": fellowship_id,
            "format": format_name,
            "created_at": now,
            "updated_at": now,
        },
    )
    return source


def _known(source: MeetingSource) -> dict[str, KnownRecord]:
    rows = SourceRecord.objects.filter(source=source)
    return {
        key: KnownRecord(pk, digest, gone_at is not None)
        for key, pk, digest, gone_at in rows.values_list(
            "key", "pk", "digest", "gone_at"
        )
    }


def _guard(staged: Staged, file_name: str, source_name: str, *, may_drop: bool) -> None:
    if staged.is_suspicious_drop and not may_drop:
        raise Refused(
            f"{file_name}: {len(staged.gone)} of the {staged.known} meetings known from "
            f"{source_name} are missing, which looks like a broken file; nothing was changed."
        )


def _apply(
    staged: Staged,
    source: MeetingSource,
    fellowships: dict[str, int],
    usual: str,
    progress: Progress,
) -> None:
    if staged.changes_anything:
        Applying(source, fellowships, usual, progress).apply(staged)
    located = locate_venues(source.area_id)
    if staged.changes_anything or located:
        DirectoryRevision.advance()
    source.last_read_at = clock.now()
    source.save(update_fields=["last_read_at"])
