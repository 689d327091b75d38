"""Local paragraphs of the hand-outs: what waits, what stands, what stood."""

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
from mutualaid.handouts import actions
from mutualaid.handouts.forms import InsertForm
from mutualaid.handouts.models import LocalInsert
from mutualaid.handouts.permissions import (
    can_publish_insert,
    can_see_inserts,
    can_write_insert,
)
from mutualaid.handouts.presenters import present_inserts
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .public import find_sheet


@require_safe
def list_inserts(request: StaffRequest) -> HttpResponse:
    require(can_see_inserts(request.hat), "see_inserts")
    return _list(request)


@require_http_methods(["GET", "HEAD", "POST"])
def write_insert(request: StaffRequest, slug: str) -> HttpResponse:
    sheet = find_sheet(slug)
    require(can_write_insert(request.hat), "write_insert")
    here = LocalInsert.objects.visible_to(request.hat).filter(sheet_key=sheet.key)
    last = here.order_by("-version").first()
    posted = request.POST if request.method == "POST" else None
    form = InsertForm(posted, initial={"words": last.words if last else ""})
    if form.is_valid() and done(
        form, actions.write_insert, sheet=sheet, by=request.hat, **form.cleaned_data
    ):
        return redirect("list_inserts")
    context = {"form": form, "sheet": sheet}
    return render(request, "handouts/write_insert.jinja", context)


@require_POST
def publish_insert(request: StaffRequest, reference: str) -> HttpResponse:
    return _at_once(request, reference, actions.publish_insert)


@require_POST
def end_insert(request: StaffRequest, reference: str) -> HttpResponse:
    return _at_once(request, reference, actions.end_insert)


def _at_once(
    request: StaffRequest, reference: str, action: Callable[..., Any]
) -> HttpResponse:
    """What a single button does; a refusal is told above the list."""
    here = LocalInsert.objects.visible_to(request.hat)
    insert = get_object_or_404(here, reference=reference)
    require(can_publish_insert(request.hat), "publish_insert")
    try:
        action(insert=insert, by=request.hat)
    except Refused as refusal:
        return _list(request, refusal.sentence)
    return redirect("list_inserts")


def _list(request: StaffRequest, refused: str = "") -> HttpResponse:
    rows = LocalInsert.objects.visible_to(request.hat).select_related(
        "written_by__user"
    )
    context = {
        "page": present_inserts(rows),
        "may_write": can_write_insert(request.hat),
        "may_publish": can_publish_insert(request.hat),
        "refused": refused,
    }
    return render(request, "handouts/list_inserts.jinja", context)
