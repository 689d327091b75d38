"""The measures of actions: what was read of their indicators last."""

from collections.abc import Iterable

from mutualaid.indicators.models import Reading

from .models import Action


def latest_readings(area_id: int, keys: Iterable[str]) -> dict[str, Reading]:
    """For each indicator the newest reading; one query."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = Reading.objects.filter(area=area_id, key__in=wanted).order_by("month")
    return {each.key: each for each in rows}


def latest_value(action: Action) -> float | None:
    """What the action's measure says now, in the unit of its chart."""
    key = action.indicator_key
    found = latest_readings(action.area_id, [key]).get(key)
    return found.value if found else None
