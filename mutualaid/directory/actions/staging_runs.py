"""Reading a list without taking it over yet: what it would change waits for a yes."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory import formats
from mutualaid.directory.formats.records import FormatError
from mutualaid.directory.formats.unpacked import Unpacked
from mutualaid.directory.models import ImportRun
from mutualaid.directory.models.imports import ImportStatus
from mutualaid.directory.staged_lists import (
    compared,
    fellowships_by_key,
    packed_rows,
    reading_of,
    source_of,
    unpacked_rows,
)
from mutualaid.organisations.models import Area

from .run_statuses import (
    MOST_PROBLEMS,
    locked_run,
    move_run,
    new_run,
    refuse_unknown,
)

KEPT_WAITING = timedelta(hours=24)
KEPT_UNDOABLE = timedelta(days=90)
_WAITING = (ImportStatus.STAGED, ImportStatus.REFUSED)


@transaction.atomic
def stage_import(
    *,
    area: Area,
    source_name: str,
    data: bytes,
    file_name: str,
    by: Actor,
    by_role: str,
    fellowship: str = "",
    format_name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    timezone: str = "Europe/London",
    address: str = "",
    is_scheduled: bool = False,
) -> ImportRun:
    """Keep the redacted rows of a list until somebody has looked at what it would change.

    STAGED, also where `run.problems` say that this mapping does not do yet (Preview.blocked);
    FAILED where the bytes are no list at all, with the sentence as the only problem.
    Raises Refused for a fellowship, time zone or name that cannot be.
    """
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
    run.address, run.is_scheduled = address, is_scheduled
    run.source = source_of(run)
    _unpack(run, data, format_name)
    run.save()
    record(
        act="directory.stage_import",
        by=by,
        subject=f"import:{run.reference}",
        detail=run.counts,
        area_id=area.pk,
    )
    return run


@transaction.atomic
def restage(
    *,
    run: ImportRun,
    mapping: Mapping[str, str],
    fellowship: str,
    timezone: str,
    by: Actor,
) -> ImportRun:
    """Read the rows that wait by another mapping, fellowship or time zone. Raises Refused.

    Headings that were dropped when the list was staged, because they are about people, are
    gone; stage the file again with a mapping that names them.
    """
    held = locked_run(run, ImportStatus.DROPPED)
    refuse_unknown(fellowship, timezone)
    held.mapping, held.fellowship, held.timezone = dict(mapping), fellowship, timezone
    _look(held, unpacked_rows(held))
    held.save()
    record(
        act="directory.stage_import",
        by=by,
        subject=f"import:{held.reference}",
        detail=held.counts,
        area_id=held.area_id,
    )
    return held


@transaction.atomic
def drop_import(*, run: ImportRun, by: Actor) -> ImportRun:
    """Leave a staged or held-back list alone; its rows are erased. Raises Refused."""
    held = locked_run(run, ImportStatus.DROPPED)
    move_run(held, ImportStatus.DROPPED)
    record(
        act="directory.drop_import",
        by=by,
        subject=f"import:{held.reference}",
        area_id=held.area_id,
    )
    return held


@transaction.atomic
def drop_old_imports(*, area_id: int, by: Actor) -> int:
    """Drop what nobody answered within a day, and let go of what old readings overwrote."""
    now = clock.now()
    runs = ImportRun.objects.filter(area=area_id)
    waiting = runs.filter(status__in=_WAITING, started_at__lt=now - KEPT_WAITING)
    dropped = waiting.update(
        status=ImportStatus.DROPPED, rows=None, finished_at=now, problems=[]
    )
    old = runs.filter(finished_at__lt=now - KEPT_UNDOABLE)
    old.exclude(former=None).update(former=None)
    if dropped:
        record(
            act="directory.drop_old_imports",
            by=by,
            detail={"runs": dropped},
            area_id=area_id,
        )
    return dropped


def _unpack(run: ImportRun, data: bytes, format_name: str | None) -> None:
    """The rows, redacted; nothing else of the file is kept."""
    try:
        told = formats.unpack(
            data, name=run.file_name, format=format_name, mapping=run.mapping
        )
        unpacked = formats.redacted(told, run.mapping)
    except FormatError as error:
        run.problems = [_whole(f"{run.file_name}: {error}")]
        run.status, run.finished_at = ImportStatus.FAILED, clock.now()
        return
    run.format = unpacked.format
    run.rows = packed_rows(unpacked)
    _look(run, unpacked)


def _look(run: ImportRun, unpacked: Unpacked) -> None:
    """What it comes to with this mapping; not being readable by it is a problem to be solved."""
    try:
        reading = reading_of(run, unpacked)
    except Refused as refusal:
        run.counts, run.problems = {}, [_whole(refusal.sentence)]
        return
    fellowships = fellowships_by_key()
    found = compared(reading, source_of(run), fellowships, run.fellowship)
    run.counts = found.report.counts()
    run.problems = [asdict(each) for each in found.problems[:MOST_PROBLEMS]]


def _whole(sentence: str) -> dict[str, object]:
    """A problem of the list as a whole."""
    return {"record": "", "field": "", "reason": sentence, "fatal": True}
