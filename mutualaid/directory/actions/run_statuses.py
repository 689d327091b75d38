"""The reading of a list as a row: made, and moved from one status to the next."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Fellowship, ImportRun
from mutualaid.directory.models.imports import IMPORT_CHANGES, ImportStatus
from mutualaid.organisations.models import Area

MOST_PROBLEMS = 20_000  # of one list; whoever has so many mends the list, not a record
LONGEST_SOURCE_NAME = 120
_KEEP_ROWS = (ImportStatus.STAGED, ImportStatus.REFUSED)


def new_run(
    *,
    area: Area,
    source_name: str,
    file_name: str,
    fellowship: str,
    mapping: Mapping[str, str] | None,
    timezone: str,
    by: Actor,
    by_role: str,
) -> ImportRun:
    """A reading that begins now, not saved yet. Raises Refused."""
    refuse_unknown(fellowship, timezone)
    name = source_name.strip()
    if not name or len(name) > LONGEST_SOURCE_NAME:
        raise Refused(
            gettext("Give the list a name of up to %(most)s characters.")
            % {"most": LONGEST_SOURCE_NAME}
        )
    return ImportRun(
        area=area,
        source_name=name,
        file_name=file_name[:255],
        fellowship=fellowship,
        mapping=dict(mapping or {}),
        timezone=timezone,
        by_token=by.token,
        by_role=by_role,
        started_at=clock.now(),
    )


def refuse_unknown(fellowship: str, timezone: str) -> None:
    """Raises Refused unless there are such a fellowship (or none is named) and time zone."""
    if fellowship and not Fellowship.objects.filter(key=fellowship).exists():
        raise Refused(
            gettext("There is no fellowship with the key %(key)s.")
            % {"key": fellowship}
        )
    try:
        ZoneInfo(timezone)
    except (KeyError, ValueError, OSError) as error:
        raise Refused(
            gettext("There is no time zone called %(name)s.") % {"name": timezone}
        ) from error


def locked_run(run: ImportRun, to: ImportStatus) -> ImportRun:
    """The run as it stands now, held for the transaction. Raises Refused if it can't go there."""
    held = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if (ImportStatus(held.status), to) not in IMPORT_CHANGES:
        raise Refused(
            gettext("This reading is settled already: %(status)s.")
            % {"status": held.get_status_display().lower()}
        )
    return held


def move_run(run: ImportRun, to: ImportStatus) -> None:
    """Give it this status; rows are kept only of what waits for somebody."""
    run.status = to
    if to not in _KEEP_ROWS:
        run.rows = None
        run.finished_at = run.finished_at or clock.now()
    run.save()
