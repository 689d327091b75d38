"""The area's totals of clients and emergencies as they were told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mutualaid.clients.models import BreakGlassReason
from mutualaid.indicators.presenters.words import quarter_in_words
from mutualaid.indicators.release import ReleasedTable

Told = Mapping[date, ReleasedTable]


@dataclass(frozen=True, slots=True)
class TotalsTable:
    """A table of a page: its head and its rows, each with a heading cell."""

    head: list[str]
    rows: list[list[str]]


def present_emergency_totals(quarters: Iterable[date], told: Told) -> TotalsTable:
    """A row for each quarter, a column for each reason."""
    head = [gettext("Quarter"), *(str(each.label) for each in BreakGlassReason)]
    return TotalsTable(
        head=[*head, gettext("Together")],
        rows=[[quarter_in_words(each), *_cells(told.get(each))] for each in quarters],
    )


def _cells(table: ReleasedTable | None) -> list[str]:
    if table is None:
        return [gettext("Not counted yet")] * (len(BreakGlassReason) + 1)
    (cells,) = table.cells
    return [_count(each) for each in (*cells, table.total)]


def present_added_totals(
    quarters: list[date], told: Told, services: Mapping[str, str]
) -> TotalsTable:
    """A row for each service and one for all, a column for each quarter."""
    head = [gettext("Service"), *map(quarter_in_words, quarters)]
    rows = [
        [name, *(_added(told.get(each), reference) for each in quarters)]
        for reference, name in services.items()
    ]
    whole = [gettext("All services"), *(_total(told.get(each)) for each in quarters)]
    return TotalsTable(head, [*rows, whole])


def _added(table: ReleasedTable | None, service: str) -> str:
    if table is None:
        return gettext("Not counted yet")
    if service not in table.rows:
        return gettext("Not there yet")
    (count,) = table.cells[table.rows.index(service)]
    return _count(count)


def _total(table: ReleasedTable | None) -> str:
    return gettext("Not counted yet") if table is None else _count(table.total)


def _count(count: int | None) -> str:
    if count is None:
        return gettext("Hidden")
    if not count:
        return gettext("None")
    return gettext("About %(count)d") % {"count": count}
