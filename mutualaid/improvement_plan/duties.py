"""Recurring work on the plan."""

from datetime import timedelta

from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty
from mutualaid.organisations.models import Area

from .actions.reminding import send_due_reminders


@duty(every=timedelta(days=1), per_area=True)
def remind_of_actions(*, by: Actor) -> None:
    """Remind owners ten days before an action's day and once it is over."""
    area = Area.objects.get(pk=current_area_id() or 0)
    send_due_reminders(area=area, by=by)
