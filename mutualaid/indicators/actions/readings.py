"""Taking readings: the running month's anew, a past month's never again."""

from datetime import date

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.measures import Measured
from mutualaid.indicators.live import measure_now
from mutualaid.indicators.models import Reading
from mutualaid.indicators.registry import all_indicators
from mutualaid.organisations.models import Area

LONGEST_DETAIL = 300


@transaction.atomic
def take_readings(*, area: Area, by: Actor) -> list[Reading]:
    """Read every indicator for the month that runs; what was read of it before gives way.

    Nothing else is ever written: a month that nobody read stays without a reading, since what
    was so then cannot be known now.
    """
    today = clock.today()
    month = today.replace(day=1)
    measured = measure_now(area.pk, all_indicators(), today)
    taken = [
        _reading(area, key, month, value) for key, value in measured.items() if value
    ]
    # One statement that settles with whoever else reads at this moment.
    Reading.objects.bulk_create(
        taken,
        update_conflicts=True,
        unique_fields=["area", "key", "month"],
        update_fields=["numerator", "denominator", "detail", "taken_at"],
    )
    unsaid = [key for key, value in measured.items() if value is None]
    Reading.objects.of_month(area.pk, month).filter(key__in=unsaid).delete()
    record(
        act="indicators.take_readings",
        by=by,
        detail={"month": f"{month:%Y-%m}", "readings": len(taken)},
        area_id=area.pk,
    )
    return list(Reading.objects.of_month(area.pk, month))


def _reading(area: Area, key: str, month: date, value: Measured) -> Reading:
    return Reading(
        area=area,
        key=key,
        month=month,
        numerator=value.numerator,
        denominator=value.denominator,
        detail=_cut(value.detail),
        taken_at=clock.now(),
    )


def _cut(detail: str) -> str:
    """No longer than its column, and ending with a whole word."""
    if len(detail) <= LONGEST_DETAIL:
        return detail
    return f"{detail[: LONGEST_DETAIL - 1].rsplit(' ', 1)[0]}…"
