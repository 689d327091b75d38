"""Recurring work on rounds. Nothing here closes a round or shows a rating."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty

from .actions.reminding import remind_raters


@duty(every=timedelta(days=1), per_area=True)
def remind_who_rates(*, by: Actor) -> None:
    """Write once to raters with an account who have not finished some days before the end."""
    remind_raters(area_id=current_area_id() or 0, by=by)
