"""Months, each named by its first day."""

from datetime import date

from mutualaid.core import clock


def this_month() -> date:
    return clock.today().replace(day=1)


def month_before(month: date, back: int) -> date:
    """So many months before this one."""
    years, months = divmod(month.year * 12 + month.month - 1 - back, 12)
    return date(years, months + 1, 1)
