"""Tallies as a table: what is counted, this month, and the months before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as format_date

from mutualaid.clients.models import Tally, TallyKind
from mutualaid.clients.months import month_before

MONTHS = 6


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One kind: how often this month, and in the months before, the newest first."""

    kind: str
    label: str
    now: int
    before: list[int]


@dataclass(frozen=True, slots=True)
class TallyTable:
    """Every kind, and what the months are called."""

    month: str
    before: list[str]
    lines: list[TallyLine]

    def rows(self) -> list[list[str | int]]:
        """The months before, as a table's cells."""
        return [[line.label, *line.before] for line in self.lines]


def present_tallies(rows: Iterable[Tally], month: date) -> TallyTable:
    """The table that ends with this month; what nobody counted is 0."""
    counted = {(row.kind, row.month): row.number for row in rows}
    before = [month_before(month, back) for back in range(1, MONTHS)]
    return TallyTable(
        month=format_date(month, "F Y"),
        before=[format_date(each, "F Y") for each in before],
        lines=[
            TallyLine(
                kind=kind.value,
                label=str(kind.label),
                now=counted.get((kind.value, month), 0),
                before=[counted.get((kind.value, each), 0) for each in before],
            )
            for kind in TallyKind
        ],
    )
