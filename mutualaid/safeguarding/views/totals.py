"""How many concerns there were, as far as that may be told."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.safeguarding.figures import by_quarter
from mutualaid.safeguarding.models import Concern
from mutualaid.safeguarding.permissions import can_count_concerns
from mutualaid.safeguarding.presenters import present_totals

QUARTERS = 4


@require_safe
def count_concerns(request: StaffRequest) -> HttpResponse:
    require(can_count_concerns(request.hat), "count_concerns")
    counted = Concern.objects.counted_for(request.hat)
    raised = counted.values_list("raised_at", flat=True)
    days = [each.astimezone(clock.LOCAL_ZONE).date() for each in raised]
    totals = by_quarter(days, today=clock.today(), quarters=QUARTERS)
    context = {"rows": present_totals(totals)}
    return render(request, "safeguarding/count_concerns.jinja", context)
