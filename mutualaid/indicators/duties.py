"""Recurring work on indicators."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty
from mutualaid.organisations.models import Area

from .actions import readings


@duty(every=timedelta(days=1), per_area=True)
def take_readings(*, by: Actor) -> None:
    """Take the readings of the running month, so that its last stands for it once it is over."""
    area = Area.objects.get(pk=current_area_id() or 0)
    readings.take_readings(area=area, by=by)
