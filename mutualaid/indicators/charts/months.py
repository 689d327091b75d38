"""Months, as the first day of each."""

from collections.abc import Iterator
from datetime import date


def month_of(day: date) -> date:
    return day.replace(day=1)


def later(month: date, by: int) -> date:
    """So many months later, or earlier if `by` is below nothing."""
    years, index = divmod(month.month - 1 + by, 12)
    return date(month.year + years, index + 1, 1)


def between(first: date, last: date) -> Iterator[date]:
    """Every month from the first to the last, both included."""
    month = first
    while month <= last:
        yield month
        month = later(month, 1)


def apart(first: date, last: date) -> int:
    """How many months the last is after the first."""
    return (last.year - first.year) * 12 + last.month - first.month
