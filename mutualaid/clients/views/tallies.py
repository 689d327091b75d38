"""Counting what was done with people of whom no record is kept."""

import secrets
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mutualaid.clients.actions import tallies as actions
from mutualaid.clients.models import Tally, TallyKind
from mutualaid.clients.months import month_before, this_month
from mutualaid.clients.permissions import can_count_tally
from mutualaid.clients.presenters.tallies import MONTHS, present_tallies
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest

from .finding import own_service, record_keeping_words

COUNT = "count_tally"


@require_safe
def list_tallies(request: StaffRequest) -> HttpResponse:
    require(can_count_tally(request.hat), COUNT)
    return _list(request)


@require_POST
def count_tally(request: StaffRequest, kind: str) -> HttpResponse:
    return _at_once(request, kind, actions.count_tally)


@require_POST
def take_back_tally(request: StaffRequest, kind: str) -> HttpResponse:
    return _at_once(request, kind, actions.take_back_tally)


def _at_once(
    request: StaffRequest, kind: str, action: Callable[..., Any]
) -> HttpResponse:
    """One press; a page that was sent twice counts once."""
    require(can_count_tally(request.hat), COUNT)
    if kind not in TallyKind:
        raise Http404
    try:
        action(
            service=own_service(request.hat),
            kind=TallyKind(kind),
            press=request.POST.get("press", "")[:32],
            by=request.hat,
        )
    except Refused as refusal:
        return _list(request, refusal.sentence)
    return redirect("list_tallies")


def _list(request: StaffRequest, problem: str = "") -> HttpResponse:
    last = this_month()
    first = month_before(last, MONTHS - 1)
    rows = Tally.objects.visible_to(request.hat).between(first, last)
    context = {
        "table": present_tallies(rows, last),
        "press": secrets.token_hex(16),
        "problem": problem,
        "record_keeping": record_keeping_words(request.hat),
    }
    return render(request, "clients/list_tallies.jinja", context)
