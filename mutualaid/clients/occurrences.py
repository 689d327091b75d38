"""The evening that a commitment means, as the directory's recurrence gives it."""

from datetime import UTC, date, datetime, time, timedelta

from mutualaid.core import clock
from mutualaid.directory.models import Meeting
from mutualaid.directory.recurrence import Occurrence

_DAY = timedelta(days=1)


def occurrence_on(meeting: Meeting, original_date: date) -> Occurrence | None:
    """What is held for this date, on whatever day; None where it was cancelled or never was."""
    schedule = meeting.schedule()
    for each in schedule.exceptional_occurrences():
        if each.original_date == original_date:
            return each
    noon = datetime.combine(original_date, time(12), UTC)
    near = schedule.occurrences(noon - 2 * _DAY, noon + 2 * _DAY)
    return next((each for each in near if each.original_date == original_date), None)


def is_still_to_come(held: Occurrence) -> bool:
    """From tomorrow on, or at any hour of today."""
    return _day_of(held) >= clock.today()


def has_begun(held: Occurrence | None, original_date: date) -> bool:
    """Whether one can ask how it went; of a date that the list has lost, from that day on."""
    if held is None:
        return original_date <= clock.today()
    return held.starts_at <= clock.now()


def _day_of(held: Occurrence) -> date:
    return held.starts_at.astimezone(clock.LOCAL_ZONE).date()
