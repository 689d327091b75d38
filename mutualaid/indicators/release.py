"""The release rule: what of counts of people may leave a service.

It holds for totals, badges, digests, exports and charts alike; a person's own caseload and a
service's manager see exact counts. A small count, from 1 to 5, is hidden, and so is whatever
would tell it: the rest of a whole, the other cells of a table. What is shown is rounded to 5.
All reckoning, of intervals and limits, is done before on what was counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from mutualaid.core.measures import Indicator, Measured

from .suppression import SMALL, Grid, hidden_cells, is_small, with_totals

STEP = 5
FEWEST_SHOWN = 2 * STEP  # 5 would read like a count that is hidden


def may_show_point(numerator: int, denominator: int | None = None) -> bool:
    """Whether one month's value may leave: so many counted, and so many not, are not few."""
    rest = numerator if denominator is None else denominator - numerator
    return min(numerator, rest) > SMALL


def shown(count: int) -> int | None:
    """A count by itself as it may be told: to the nearest 5, 6 and 7 as 10; None if small."""
    if is_small(count):
        return None
    nearest = (count + STEP // 2) // STEP * STEP
    return max(nearest, FEWEST_SHOWN) if count else 0


def released(indicator: Indicator, measured: Measured) -> Measured | None:
    """A value as it may leave a service; None where it may not, which says nothing of why."""
    if not indicator.counts_people:
        return measured
    if not may_show_point(measured.numerator, measured.denominator):
        return None
    # Words may tell what numbers hide, and stay inside.
    counted = shown(measured.numerator) or 0
    if measured.denominator is None:
        return Measured(counted)
    rest = shown(measured.denominator - measured.numerator) or 0
    return Measured(counted, counted + rest)


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A table of counts as it may leave; None stands for what is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "rows": list(self.rows),
            "columns": list(self.columns),
            "cells": [list(row) for row in self.cells],
            "row_totals": list(self.row_totals),
            "column_totals": list(self.column_totals),
            "total": self.total,
        }

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Self:
        """As it was kept."""
        return cls(
            rows=tuple(kept["rows"]),
            columns=tuple(kept["columns"]),
            cells=tuple(tuple(row) for row in kept["cells"]),
            row_totals=tuple(kept["row_totals"]),
            column_totals=tuple(kept["column_totals"]),
            total=kept["total"],
        )


def release_table(
    rows: Sequence[str], columns: Sequence[str], counts: Grid
) -> ReleasedTable:
    """The table with its totals, nothing small in it and nothing that gives a small one away.

    Every person is in one cell. Raises ValueError where there is no cell, or a count below 0.
    """
    _require_counts(rows, columns, counts)
    grid = with_totals(counts)
    hidden = hidden_cells(grid)
    told = [
        [None if (at, to) in hidden else shown(count) for to, count in enumerate(row)]
        for at, row in enumerate(grid)
    ]
    return ReleasedTable(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(row[:-1]) for row in told[:-1]),
        row_totals=tuple(row[-1] for row in told[:-1]),
        column_totals=tuple(told[-1][:-1]),
        total=told[-1][-1],
    )


def _require_counts(rows: Sequence[str], columns: Sequence[str], counts: Grid) -> None:
    shape = [len(row) for row in counts]
    if not rows or not columns or shape != [len(columns)] * len(rows):
        raise ValueError("A table has a count for each of its rows and columns.")
    if any(count < 0 for row in counts for count in row):
        raise ValueError("Nothing is counted below 0.")
