"""How many concerns there were, told once for each quarter that is over."""

from datetime import date, datetime, time
from functools import partial

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.indicators.actions.releasing import Counts, release_quarter
from mutualaid.indicators.quarters import finished_quarters, quarter_after
from mutualaid.organisations.models import Area
from mutualaid.safeguarding.models import Concern
from mutualaid.safeguarding.permissions import READ_TOTALS

KEY = "safeguarding.concerns"
QUARTERS = 4


def release_totals(*, area: Area, by: Actor) -> None:
    """Let out the totals of the last finished quarters, those that have not left yet."""
    for quarter in finished_quarters(clock.today(), QUARTERS):
        count = partial(_counts, area, quarter)
        release_quarter(area=area, key=KEY, quarter=quarter, count=count, by=by)


def _counts(area: Area, quarter: date) -> Counts:
    concerns = Concern.objects.counted_in_totals(area.pk, READ_TOTALS).filter(
        raised_at__gte=_midnight(quarter),
        raised_at__lt=_midnight(quarter_after(quarter)),
    )
    return Counts(["concerns"], ["raised"], [[concerns.count()]])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL_ZONE)
