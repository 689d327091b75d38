"""Dates of a meeting that differ, for those who keep it."""

from dataclasses import dataclass
from datetime import datetime

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.directory.models import Meeting

from .meeting import date_difference


@dataclass(frozen=True, slots=True)
class KeptDate:
    """One of them; `on` is the date as a form sends it."""

    on: str
    day: str
    words: str


def present_kept_dates(meeting: Meeting, now: datetime) -> list[KeptDate]:
    """Those to come, the next first."""
    today = now.astimezone(clock.LOCAL_ZONE).date()
    return [
        KeptDate(
            each.original_date.isoformat(),
            dates.day(each.original_date),
            date_difference(each),
        )
        for each in meeting.different_dates.all()
        if today <= (each.new_date or each.original_date)
    ]
