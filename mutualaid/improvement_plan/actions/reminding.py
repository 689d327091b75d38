"""Reminding whoever has the next step: ten days before an action's day, and once it is over."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.improvement_plan.letters import post_reminder
from mutualaid.improvement_plan.models import Action, ActionStatus
from mutualaid.improvement_plan.models.actions import ActionQuerySet
from mutualaid.improvement_plan.owners import is_over
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role

from .history import log

DAYS_BEFORE = timedelta(days=10)
# In these the next step is the owner's; in the other open ones it is the commissioner's.
OWNERS_TURN = (ActionStatus.AGREED, ActionStatus.IN_PROGRESS, ActionStatus.BLOCKED)


def send_due_reminders(*, area: Area, by: Actor) -> int:
    """One letter before and one after the day of each action; how many actions that were."""
    today = clock.today()
    due = list(due_for_reminder(area.pk, today).with_everything())
    leads = list(_leads(area)) if due else []
    for action in due:
        remind(action=action, leads=leads, by=by)
    return len(due)


@transaction.atomic
def remind(*, action: Action, leads: Iterable[Membership], by: Actor) -> None:
    """Write to whoever has the next step, and remember the day."""
    today = clock.today()
    action.reminded_on = today
    action.save(update_fields=["reminded_on"])
    is_late = action.is_overdue(today)
    for email in sorted({each.user.email for each in _told(action, leads, today)}):
        post_reminder(action=action, to=email, is_late=is_late)
    log("remind_of_action", action, by, is_late=is_late)


def due_for_reminder(area_id: int, today: date) -> ActionQuerySet:
    """Open ones whose day is near or over, and of which that has not been said yet."""
    # Another day for the action takes the last reminder back, so that there is one for each.
    before = Q(due_on__range=(today, today + DAYS_BEFORE), reminded_on__isnull=True)
    unsaid = Q(reminded_on__isnull=True) | Q(reminded_on__lte=F("due_on"))
    after = Q(due_on__lt=today) & unsaid
    return Action.objects.filter(area=area_id).open().filter(before | after)


def _told(
    action: Action, leads: Iterable[Membership], today: date
) -> Iterable[Membership]:
    owner = action.owner
    if action.status in OWNERS_TURN and owner and not is_over(owner, today):
        return [owner]
    return leads


def _leads(area: Area) -> Iterable[Membership]:
    active = Membership.objects.active().filter(area=area, role=Role.COMMISSIONER)
    return active.select_related("user")
