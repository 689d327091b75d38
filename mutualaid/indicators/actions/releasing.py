"""Letting counts of people leave: a quarter's table, told once and the same ever after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.indicators.models import Released
from mutualaid.indicators.quarters import quarter_of
from mutualaid.indicators.release import ReleasedTable, release_table
from mutualaid.organisations.models import Area


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of people, each of them in one cell."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[int]]


@transaction.atomic
def release_quarter(
    *, area: Area, key: str, quarter: date, count: Callable[[], Counts], by: Actor
) -> ReleasedTable:
    """The table of a quarter that is over: as it was told before, else counted now and kept.

    `quarter` is any day of it. Raises Refused while it runs.
    """
    first = quarter_of(quarter)
    if first >= quarter_of(clock.today()):
        raise Refused(gettext("Figures of a quarter are told once it is over."))
    known = Released.objects.filter(area=area, key=key, quarter=first)
    row = known.first()
    if row is None:
        counts = count()
        table = release_table(counts.rows, counts.columns, counts.cells)
        now = clock.now()
        # Whoever comes second tells what the first one told.
        row, is_new = known.get_or_create(
            area=area,
            key=key,
            quarter=first,
            defaults={"table": table.as_dict(), "released_at": now},
        )
        if is_new:
            record(
                act="indicators.release_quarter",
                by=by,
                subject=f"indicator:{key}",
                detail={"quarter": f"{first:%Y-%m}"},
                area_id=area.pk,
            )
    return row.as_told()
