"""Letting the oldest lines of the activity log go, never before the records they are about."""

from datetime import date, timedelta

from django.db.models import Min

from mutualaid.activity_log.actions import remove_before
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import within
from mutualaid.core.database_roles import as_owner
from mutualaid.design_system.dates import local_date
from mutualaid.organisations.models import Area
from mutualaid.organisations.retention import ACTIVITY_LOG, CARE_RECORD
from mutualaid.privacy.models import Incident, Person, ReviewOutcome
from mutualaid.privacy.retention.schedule import period_of

from .ending import refuse_after_jump

# Lines leave up to an anchor, and anchors are made once a day: with some days in hand, only a log
# that is not anchored at all is refused.
IN_HAND = timedelta(days=7)


def end_log(*, area: Area, by: Actor) -> int:
    """Remove an area's lines whose time is over; how many. Raises Refused after a jump."""
    refuse_after_jump(area)
    day = first_day_kept(area)
    first = Entry.objects.filter(chain=area.pk).order_by("sequence").first()
    if first is None or local_date(first.recorded_at) >= day - IN_HAND:
        return 0
    # On PostgreSQL the role that serves may not remove lines.
    with as_owner(), within(area.pk):
        return remove_before(area_id=area.pk, day=day, by=by)


def first_day_kept(area: Area) -> date:
    """The day from which on lines stay: the log's period, the care record's where that is longer,
    and the whole time of whoever still has a record, and of incidents that are still told."""
    days = max(period_of(area, kind).days for kind in (ACTIVITY_LOG, CARE_RECORD))
    people = Person.objects.filter(area=area)
    kept = people.exclude(reviews__outcome=ReviewOutcome.STRIP)
    oldest_of_all = (
        kept.aggregate(at=Min("created_at"))["at"],
        Incident.objects.filter(area=area).aggregate(at=Min("reported_at"))["at"],
    )
    begun = [local_date(moment) for moment in oldest_of_all if moment]
    return min([clock.today() - timedelta(days=days), *begun])
