"""How soon the writer of a concern is promised that somebody has seen it."""

from datetime import datetime, timedelta

from mutualaid.core import clock

from .models import ConcernKind

SEEN_WITHIN_DAYS = {ConcernKind.SAFEGUARDING: 2, ConcernKind.NOT_COMFORTABLE: 5}


def days_until_seen(kind: str) -> int:
    """The days that the receipt promises."""
    return SEEN_WITHIN_DAYS[ConcernKind(kind)]


def overdue_before(kind: str) -> datetime:
    """What of this kind was raised before this instant should have been seen by now."""
    return clock.now() - timedelta(days=days_until_seen(kind))
