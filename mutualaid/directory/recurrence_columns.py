"""A schedule as a meeting's columns."""

from datetime import timedelta
from typing import Any

from .models.meetings import PATTERN_COLUMNS
from .recurrence import Schedule


def schedule_columns(schedule: Schedule) -> dict[str, Any]:
    """A meeting's pattern columns."""
    columns = {name: getattr(schedule, name, None) for name in PATTERN_COLUMNS}
    columns["frequency"] = schedule.frequency.value
    columns["ordinals"] = list(schedule.ordinals)
    columns["duration_minutes"] = minutes_of(schedule.duration)
    return columns


def minutes_of(duration: timedelta | None) -> int | None:
    """A length as columns hold it."""
    return round(duration.total_seconds() / 60) if duration else None
