"""How many emergencies there were, and how many clients came, as far as that may be told."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.clients.actions.totals import ADDED, EMERGENCIES, QUARTERS
from mutualaid.clients.permissions import can_count_break_glass
from mutualaid.clients.presenters.totals import (
    present_added_totals,
    present_emergency_totals,
)
from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.indicators.models import Released
from mutualaid.indicators.quarters import finished_quarters
from mutualaid.indicators.release import ReleasedTable
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Service


@require_safe
def count_break_glass(request: StaffRequest) -> HttpResponse:
    """What has been told already; a duty counts, so that reading writes nothing."""
    hat = request.hat
    require(can_count_break_glass(hat), "count_break_glass")
    quarters = finished_quarters(clock.today(), QUARTERS)
    services = Service.objects.filter(area=hat.area_id).order_by("name", "pk")
    names = dict(services.values_list("reference", "name"))
    context = {
        "emergencies": present_emergency_totals(
            quarters, _told(hat, EMERGENCIES, quarters)
        ),
        "added": present_added_totals(quarters, _told(hat, ADDED, quarters), names),
    }
    return render(request, "clients/count_break_glass.jinja", context)


def _told(hat: Hat, key: str, quarters: list[date]) -> dict[date, ReleasedTable]:
    rows = Released.objects.visible_to(hat).filter(key=key, quarter__in=quarters)
    return {row.quarter: row.as_told() for row in rows}
