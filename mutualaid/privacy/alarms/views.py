"""Alarms on opening very many records, and what they turned out to be."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.bulk import MOST
from mutualaid.privacy.models import BulkAlarm

from . import actions
from .forms import SettleForm
from .permissions import can_see_alarms, can_settle_alarm

MOST_LISTED = 50


@require_safe
def list_alarms(request: StaffRequest) -> HttpResponse:
    hat = request.hat
    require(can_see_alarms(hat), "see_alarms")
    seen = BulkAlarm.objects.visible_to(hat).with_everything()
    context = {
        "alarms": seen[:MOST_LISTED],
        "most": MOST,
        "may_settle": can_settle_alarm(hat),
    }
    return render(request, "privacy/list_alarms.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def settle_alarm(request: StaffRequest, reference: str) -> HttpResponse:
    hat = request.hat
    seen = BulkAlarm.objects.visible_to(hat).with_everything()
    alarm = get_object_or_404(seen, reference=reference)
    require(can_settle_alarm(hat), "settle_alarm")
    form = SettleForm(request.POST if request.method == "POST" else None)
    settle = partial(actions.settle_alarm, alarm=alarm, by=hat)
    if form.is_valid() and done(
        form, settle, was_ordinary_work=form.was_ordinary_work()
    ):
        is_work = form.was_ordinary_work()
        return redirect("list_alarms" if is_work else "report_incident")
    return render(request, "privacy/settle_alarm.jinja", {"form": form, "alarm": alarm})
