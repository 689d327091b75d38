"""The keeper's first page, and all the meetings of the area."""

from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.directory.forms.keeping import KeptFilterForm
from mutualaid.directory.freshness import verified_share
from mutualaid.directory.kept_list import find_kept
from mutualaid.directory.models import Meeting
from mutualaid.directory.permissions import can_keep_directory
from mutualaid.directory.presenters.keeping import present_kept, status_counts
from mutualaid.directory.waiting import what_waits
from mutualaid.organisations.middleware import StaffRequest

from .scope import require_overseer


@require_safe
def show_directory(request: StaffRequest) -> HttpResponse:
    require_overseer(request)
    hat = request.hat
    counted = Meeting.objects.visible_to(hat).values_list("status")
    context = {
        "share": verified_share(hat.area_id, clock.today()),
        "counts": status_counts(dict(counted.annotate(Count("pk")).order_by())),
        "waits": what_waits(hat),
        "may_keep": can_keep_directory(hat),
    }
    return render(request, "directory/show_directory.jinja", context)


@require_safe
def list_kept_meetings(request: StaffRequest) -> HttpResponse:
    require_overseer(request)
    form = KeptFilterForm(request.GET, area_id=request.hat.area_id)
    chosen = form.chosen()
    found = find_kept(request.hat, chosen, request.GET.get("page", "1"))
    context = {
        "form": form,
        "found": found,
        "rows": present_kept(found.meetings, clock.today()),
        "address": lambda page: _address(chosen, page),
        "may_keep": can_keep_directory(request.hat),
    }
    return render(request, "directory/list_kept_meetings.jinja", context)


def _address(chosen: dict[str, str], page: int) -> str:
    asked = chosen | ({"page": str(page)} if page > 1 else {})
    address = reverse("list_kept_meetings")
    return f"{address}?{urlencode(asked)}" if asked else address
