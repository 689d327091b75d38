"""Totals of concerns as they may be told: by finished quarter, small counts hidden.

The one place that decides it, until the release rule for all figures takes its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LARGEST_HIDDEN = 5
ROUNDED_TO = 5


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """Three months of the calendar year; the first is 1."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    def earlier(self, quarters: int) -> "Quarter":
        """The quarter so many before this one."""
        year, rest = divmod(self.year * 4 + self.number - 1 - quarters, 4)
        return Quarter(year, rest + 1)


@dataclass(frozen=True, slots=True)
class Released:
    """A count as it may leave a service: none, hidden, or rounded."""

    is_hidden: bool
    rounded: int


def released(count: int) -> Released:
    """1 to 5 are hidden, which would point at people; others are rounded to the nearest 5."""
    if 0 < count <= LARGEST_HIDDEN:
        return Released(is_hidden=True, rounded=0)
    return Released(
        is_hidden=False,
        rounded=(count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO,
    )


def by_quarter(
    days: Iterable[date], *, today: date, quarters: int
) -> dict[Quarter, Released]:
    """The last so many finished quarters, newest first; the running one would tell of each new case."""
    counted = [Quarter.of(day) for day in days]
    shown = [Quarter.of(today).earlier(back) for back in range(1, quarters + 1)]
    return {quarter: released(counted.count(quarter)) for quarter in shown}
