"""Days and months before today, for what the demo has behind it."""

from datetime import date, datetime, time, timedelta

from mutualaid.core import clock


def noon(days_ago: int) -> datetime:
    """Midday so many days before today."""
    day = clock.today() - timedelta(days=days_ago)
    return datetime.combine(day, time(12), clock.LOCAL_ZONE)


def months_ago(count: int) -> date:
    """The first day of that month."""
    today = clock.today()
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    return date(year, month + 1, 1)
