"""The measures of actions: what was read of their indicators last."""

from collections.abc import Iterable

from mutualaid.indicators.live import latest_readings
from mutualaid.indicators.models import Reading

from .models import Action


def latest_value(action: Action) -> float | None:
    """What the action's measure says now, in the unit of its chart."""
    key = action.indicator_key
    found = latest_readings(action.area_id, [key]).get(key) if key else None
    return found.value if found else None


def readings_for(area_id: int, actions: Iterable[Action]) -> dict[str, Reading]:
    """The newest reading of each action's measure; one query, none where nobody measures."""
    keys = {each.indicator_key for each in actions if each.indicator_key}
    return latest_readings(area_id, keys) if keys else {}
