"""Recurring work on concerns."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty
from mutualaid.organisations.models import Area

from . import actions


@duty(every=timedelta(days=1), per_area=True)
def release_totals(*, by: Actor) -> None:
    """Count the concerns of the quarters that are over, once and for all."""
    area = Area.objects.get(pk=current_area_id() or 0)
    actions.release_totals(area=area, by=by)
