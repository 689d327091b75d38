"""What an area settles for itself, and the style sheet of its colour."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import public, require
from mutualaid.organisations.actions import areas as actions
from mutualaid.organisations.forms.area_settings import (
    AreaSettingsForm,
    changed_meanwhile,
    merged,
    opened_before,
    opened_now,
)
from mutualaid.organisations.middleware import AreaRequest, StaffRequest, known_hosts
from mutualaid.organisations.models import Area
from mutualaid.organisations.permissions.places import can_change_settings
from mutualaid.organisations.themes import theme_sheet, version_of

KEPT_FOR_A_YEAR = "public, max-age=31536000, immutable"


@require_http_methods(["GET", "HEAD", "POST"])
def change_settings(request: StaffRequest) -> HttpResponse:
    """Read anew each time: the area of the request may be some seconds old."""
    require(can_change_settings(request.hat), "change_settings")
    area = Area.objects.get(pk=request.area.pk)
    form = AreaSettingsForm(
        request.POST if request.method == "POST" else None, initial=opened_now(area)
    )
    if not form.is_valid():
        return _settings_page(request, form)
    opened_at, before = opened_before(form.cleaned_data["opened"])
    try:
        actions.change_settings(
            area=area,
            answers=form.answers(),
            opened_at=opened_at,
            by=request.hat.actor,
        )
    except actions.ChangedMeanwhile:
        area.refresh_from_db()
        both = AreaSettingsForm(merged(request.POST, before, area))
        return _settings_page(request, both, changed_meanwhile(both, before, area))
    known_hosts.forget()
    return redirect(f"{reverse('change_settings')}?saved=yes")


def _settings_page(
    request: StaffRequest,
    form: AreaSettingsForm,
    meanwhile: Iterable[tuple[str, str]] | None = None,
) -> HttpResponse:
    """`meanwhile` is what somebody else has saved, where somebody has."""
    told = None if meanwhile is None else list(meanwhile)
    context = {
        "form": form,
        "meanwhile": told,
        "saved": not form.is_bound and request.GET.get("saved") == "yes",
    }
    return render(request, "organisations/change_settings.jinja", context)


@public
@require_safe
def show_theme(request: AreaRequest, version: str) -> HttpResponse:
    """Under its present version only, or a browser would keep another colour for a year."""
    colour = Area.objects.values_list("colour", flat=True).get(pk=request.area.pk)
    if not colour or version != version_of(colour):
        raise Http404
    sheet = HttpResponse(theme_sheet(colour), content_type="text/css; charset=utf-8")
    sheet["Cache-Control"] = KEPT_FOR_A_YEAR
    return sheet
