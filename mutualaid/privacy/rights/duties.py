"""Recurring work on requests about somebody's data."""

from datetime import timedelta

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty
from mutualaid.organisations.models import Area
from mutualaid.privacy.models import RightsRequest
from mutualaid.privacy.old_pages import fold_in_journal

from .actions.reminding import remind_of_requests

# By then nobody asks any more whether an erasure was answered in time.
DATES_KEPT = timedelta(days=365)


@duty(every=timedelta(days=1), per_area=True)
def remind_of_rights_requests(*, by: Actor) -> None:
    """Remind managers of requests whose day is near or over."""
    area = Area.objects.get(pk=current_area_id() or 0)
    remind_of_requests(area=area, by=by)


@duty(every=timedelta(days=30), per_area=True)
def forget_requests_of_nobody(*, by: Actor) -> None:
    """Let the dates go that an erased person's request left, a year later."""
    day = clock.today() - DATES_KEPT
    here = RightsRequest.objects.filter(area=current_area_id() or 0, person=None)
    here.filter(answered_on__lt=day).delete()


@duty(every=timedelta(days=1), per_area=False)
def forget_old_pages(*, by: Actor) -> None:
    """Cut the database's journal again, which a long read may have held at the erasure."""
    fold_in_journal()
