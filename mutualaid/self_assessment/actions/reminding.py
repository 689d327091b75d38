"""Reminding people to rate: once each, by mail, some days before rating closes."""

from datetime import timedelta

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations.models import Membership
from mutualaid.self_assessment.letters import post_reminder
from mutualaid.self_assessment.models import Rater, RoundStatus

DAYS_BEFORE = timedelta(days=5)
# Whoever was asked yesterday has the first letter still before them.
JUST_ASKED = timedelta(days=2)


def remind_raters(*, area_id: int, by: Actor) -> int:
    """Write to everybody whose reminder is due; how many that were."""
    due = list(_due(area_id))
    for rater in due:
        remind_rater(rater=rater, by=by)
    return len(due)


def _due(area_id: int) -> list[Rater]:
    today = clock.today()
    active = Membership.objects.active().filter(area=area_id)
    unfinished = Rater.objects.unfinished().filter(
        area=area_id,
        membership__in=active,
        reminded_at=None,
        updated_at__lte=clock.now() - JUST_ASKED,
        round__status=RoundStatus.RATING,
        round__rating_closes_on__range=(today, today + DAYS_BEFORE),
    )
    return list(unfinished.select_related("membership__user", "round__area"))


@transaction.atomic
def remind_rater(*, rater: Rater, by: Actor) -> None:
    """The date alone is written: whoever rates meanwhile loses nothing."""
    still = Rater.objects.unfinished().filter(pk=rater.pk, reminded_at=None)
    if not still.update(reminded_at=clock.now()):
        return
    post_reminder(rater)
    record(
        act="self_assessment.remind_rater",
        by=by,
        subject=f"rater:{rater.reference}",
        area_id=rater.area_id,
    )
