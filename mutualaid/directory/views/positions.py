"""Service positions: everybody who works in the area reads them, keepers change them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import positions as actions
from mutualaid.directory.forms.positions import PositionForm
from mutualaid.directory.models import Fellowship, ServicePosition
from mutualaid.directory.permissions import can_keep_positions
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

KEEP = "keep_positions"


@require_safe
def list_positions(request: StaffRequest) -> HttpResponse:
    return _list(request)


def _list(request: StaffRequest, refused: str = "") -> HttpResponse:
    positions = ServicePosition.objects.visible_to(request.hat)
    context = {
        "positions": list(positions.select_related("fellowship")),
        "today": clock.today(),
        "may_keep": can_keep_positions(request.hat),
        "refused": refused,
    }
    return render(request, "directory/list_positions.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_position(request: StaffRequest) -> HttpResponse:
    require(can_keep_positions(request.hat), KEEP)
    form = PositionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.add_position,
        area=request.area,
        fellowship=Fellowship.objects.get(key=form.cleaned_data["fellowship"]),
        answers=form.answers(),
        by=request.hat.actor,
    ):
        return redirect("list_positions")
    return render(request, "directory/add_position.jinja", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def change_position(request: StaffRequest, reference: str) -> HttpResponse:
    position = _position(request, reference)
    require(can_keep_positions(request.hat), KEEP)
    posted = request.POST if request.method == "POST" else None
    form = PositionForm(posted, position=position)
    if form.is_valid() and done(
        form,
        actions.change_position,
        position=position,
        answers=form.answers(),
        by=request.hat.actor,
    ):
        return redirect("list_positions")
    context = {"form": form, "position": position}
    return render(request, "directory/change_position.jinja", context)


@require_POST
def review_position(request: StaffRequest, reference: str) -> HttpResponse:
    return _at_once(request, reference, actions.review_position)


@require_POST
def vacate_position(request: StaffRequest, reference: str) -> HttpResponse:
    return _at_once(request, reference, actions.vacate_position)


@require_POST
def fill_position(request: StaffRequest, reference: str) -> HttpResponse:
    return _at_once(request, reference, actions.fill_position)


def _at_once(
    request: StaffRequest, reference: str, action: Callable[..., Any]
) -> HttpResponse:
    """What a single button does; a refusal is told above the list."""
    position = _position(request, reference)
    require(can_keep_positions(request.hat), KEEP)
    try:
        action(position=position, by=request.hat.actor)
    except Refused as refusal:
        return _list(request, refusal.sentence)
    return redirect("list_positions")


def _position(request: StaffRequest, reference: str) -> ServicePosition:
    here = ServicePosition.objects.visible_to(request.hat)
    return get_object_or_404(here.select_related("fellowship"), reference=reference)
