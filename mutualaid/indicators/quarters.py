"""Quarters of the calendar year, each named by its first day."""

from datetime import date

MONTHS = 3


def quarter_of(day: date) -> date:
    """The quarter that a day lies in."""
    return day.replace(month=(day.month - 1) // MONTHS * MONTHS + 1, day=1)


def quarter_after(quarter: date) -> date:
    """The quarter that follows."""
    years, month = divmod(quarter.month - 1 + MONTHS, 12)
    return date(quarter.year + years, month + 1, 1)


def finished_quarters(today: date, many: int) -> list[date]:
    """The last so many that are over, newest first."""
    months = today.year * 12 + quarter_of(today).month - 1
    before = (months - MONTHS * back for back in range(1, many + 1))
    return [date(at // 12, at % 12 + 1, 1) for at in before]
