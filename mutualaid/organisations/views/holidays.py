"""The days on which services of the area are shut."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.organisations.actions import holidays as actions
from mutualaid.organisations.forms.places import (
    YEARS_AHEAD,
    YEARS_BACK,
    HolidayForm,
    PlainForm,
)
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Holiday
from mutualaid.organisations.permissions.places import can_change_holidays

from .doing import done

CHANGE = "change_holidays"


@require_safe
def list_holidays(request: StaffRequest) -> HttpResponse:
    year = _year(request.GET.get("year", ""))
    context = {
        "year": year,
        "years": (clock.today().year, clock.today().year + 1),
        "holidays": Holiday.objects.visible_to(request.hat).of_year(year),
        "may_change": can_change_holidays(request.hat),
    }
    return render(request, "organisations/list_holidays.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_holiday(request: StaffRequest) -> HttpResponse:
    require(can_change_holidays(request.hat), CHANGE)
    form = HolidayForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.add_holiday,
        area=request.area,
        on=form.cleaned_data["on"],
        name=form.cleaned_data["name"],
        by=request.hat.actor,
    ):
        return _to_year(form.cleaned_data["on"].year)
    return render(request, "organisations/add_holiday.jinja", {"form": form})


@require_POST
def add_bank_holidays(request: StaffRequest) -> HttpResponse:
    require(can_change_holidays(request.hat), CHANGE)
    year = _year(request.POST.get("year", ""))
    actions.add_bank_holidays(area=request.area, year=year, by=request.hat.actor)
    return _to_year(year)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_holiday(request: StaffRequest, reference: str) -> HttpResponse:
    here = Holiday.objects.visible_to(request.hat)
    holiday = get_object_or_404(here, reference=reference)
    require(can_change_holidays(request.hat), CHANGE)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.delete_holiday(holiday=holiday, by=request.hat.actor)
        return _to_year(holiday.on.year)
    context = {"form": form, "holiday": holiday}
    return render(request, "organisations/delete_holiday.jinja", context)


def _year(text: str) -> int:
    """The year that was asked for, if it is one we keep days of; else this one."""
    this_year = clock.today().year
    years = range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1)
    return next((year for year in years if str(year) == text), this_year)


def _to_year(year: int) -> HttpResponse:
    return redirect(f"{reverse('list_holidays')}?year={year}")
