"""Barriers: what is in the way here, and what no longer is."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.actions import barriers as actions
from mutualaid.improvement_plan.forms.steps import BarrierForm
from mutualaid.improvement_plan.models import Barrier
from mutualaid.improvement_plan.permissions import (
    can_comment,
    can_lead_plan,
    can_see_plan,
)
from mutualaid.improvement_plan.presenters.barriers import present_barriers
from mutualaid.improvement_plan.statements import known_statements
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done


@require_safe
def list_barriers(request: StaffRequest) -> HttpResponse:
    require(can_see_plan(request.hat), "see_plan")
    return _list(request)


@require_http_methods(["GET", "HEAD", "POST"])
def add_barrier(request: StaffRequest) -> HttpResponse:
    require(can_comment(request.hat), "add_barrier")
    posted = request.POST if request.method == "POST" else None
    form = BarrierForm(posted, statements=known_statements())
    if form.is_valid() and done(
        form,
        actions.add_barrier,
        area=request.area,
        by=request.hat,
        **form.given(),
    ):
        return redirect("list_barriers")
    return render(request, "improvement_plan/add_barrier.jinja", {"form": form})


@require_POST
def lift_barrier(request: StaffRequest, reference: str) -> HttpResponse:
    return _at_once(request, reference, actions.lift_barrier)


@require_POST
def reopen_barrier(request: StaffRequest, reference: str) -> HttpResponse:
    return _at_once(request, reference, actions.reopen_barrier)


def _at_once(
    request: StaffRequest, reference: str, action: Callable[..., Any]
) -> HttpResponse:
    """What a single button does; a refusal is told above the list."""
    here = Barrier.objects.visible_to(request.hat)
    barrier = get_object_or_404(here, reference=reference)
    require(can_lead_plan(request.hat), "lead_plan")
    try:
        action(barrier=barrier, by=request.hat)
    except Refused as refusal:
        return _list(request, refusal.sentence)
    return redirect("list_barriers")


def _list(request: StaffRequest, refused: str = "") -> HttpResponse:
    rows = Barrier.objects.visible_to(request.hat).prefetch_related("actions")
    standing, lifted = present_barriers(rows, known_statements())
    context = {
        "standing": standing,
        "lifted": lifted,
        "may_add": can_comment(request.hat),
        "may_lift": can_lead_plan(request.hat),
        "refused": refused,
    }
    return render(request, "improvement_plan/list_barriers.jinja", context)
