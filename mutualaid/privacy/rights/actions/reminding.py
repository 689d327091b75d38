"""Reminding managers of requests whose day is near, in letters that say nothing of whom."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import RightsRequest
from mutualaid.privacy.rights.letters import post_reminder

DAYS_BEFORE = timedelta(days=7)


@transaction.atomic
def remind_of_requests(*, area: Area, by: Actor) -> int:
    """Write to the managers of each service with a request that is due soon or late.

    Once before the day of each request and once after it; how many letters that were.
    """
    today = clock.today()
    unsaid = Q(reminded_on=None, due_on__lte=today + DAYS_BEFORE)
    again = Q(reminded_on__lte=F("due_on"), due_on__lt=today)
    rows = RightsRequest.objects.filter(area=area).open().filter(unsaid | again)
    services = set(rows.values_list("service", flat=True))
    if not services:
        return 0
    rows.update(reminded_on=today)
    managers = Membership.objects.active().filter(
        area=area, role=Role.SERVICE_MANAGER, service__in=services
    )
    addresses = sorted(set(managers.values_list("user__email", flat=True)))
    for address in addresses:
        post_reminder(area=area, to=address)
    record(
        act="privacy.remind_of_rights_requests",
        by=by,
        detail={"letters": len(addresses)},
        area_id=area.pk,
    )
    return len(addresses)
