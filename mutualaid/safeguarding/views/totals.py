"""How many concerns there were, as far as that may be told."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.indicators.models import Released
from mutualaid.indicators.quarters import finished_quarters
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.safeguarding.actions.totals import KEY, QUARTERS
from mutualaid.safeguarding.permissions import can_count_concerns
from mutualaid.safeguarding.presenters import present_totals


@require_safe
def count_concerns(request: StaffRequest) -> HttpResponse:
    """What has been told already; a duty counts, so that reading writes nothing."""
    require(can_count_concerns(request.hat), "count_concerns")
    quarters = finished_quarters(clock.today(), QUARTERS)
    rows = Released.objects.visible_to(request.hat).filter(
        key=KEY, quarter__in=quarters
    )
    told = {row.quarter: row.as_told() for row in rows}
    context = {"rows": present_totals(quarters, told)}
    return render(request, "safeguarding/count_concerns.jinja", context)
