"""Keeping charts: targets, limits, dated notes, and readings out of turn."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.indicators.actions import charts as actions
from mutualaid.indicators.actions import readings
from mutualaid.indicators.chart_finding import find_chart
from mutualaid.indicators.forms.charts import ChartForm, NoteForm, RebaseForm
from mutualaid.indicators.models import ChartNote, Rebase
from mutualaid.indicators.permissions import can_keep_charts
from mutualaid.indicators.presenters.page import months_to_choose, target_to_change
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .scope import KEEP, indicator_to_keep


@require_POST
def take_readings(request: StaffRequest) -> HttpResponse:
    require(can_keep_charts(request.hat), KEEP)
    readings.take_readings(area=request.area, by=request.hat.actor)
    return redirect("list_indicators")


@require_http_methods(["GET", "HEAD", "POST"])
def add_chart_note(request: StaffRequest, key: str) -> HttpResponse:
    indicator = indicator_to_keep(request, key)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.add_note,
        area=request.area,
        key=key,
        by=request.hat.actor,
        **form.cleaned_data,
    ):
        return redirect("show_indicator", key=key)
    context = {"form": form, "indicator": indicator}
    return render(request, "indicators/add_chart_note.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_chart(request: StaffRequest, key: str) -> HttpResponse:
    indicator = indicator_to_keep(request, key)
    charted = find_chart(request.hat.area_id, indicator, clock.today())
    form = ChartForm(
        request.POST if request.method == "POST" else None,
        indicator=indicator,
        points=len(charted.chart.counted),
        baseline=charted.baseline,
        initial=target_to_change(charted),
    )
    if form.is_valid() and done(
        form,
        actions.change_chart,
        area=request.area,
        key=key,
        by=request.hat.actor,
        **form.cleaned_data,
    ):
        return redirect("show_indicator", key=key)
    context = {"form": form, "indicator": indicator}
    return render(request, "indicators/change_chart.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rebase_chart(request: StaffRequest, key: str) -> HttpResponse:
    indicator = indicator_to_keep(request, key)
    charted = find_chart(request.hat.area_id, indicator, clock.today())
    form = RebaseForm(
        request.POST if request.method == "POST" else None,
        months=months_to_choose(charted),
        initial={"month": request.GET.get("month", "")},
    )
    if form.is_valid() and done(
        form,
        actions.add_rebase,
        area=request.area,
        key=key,
        by=request.hat.actor,
        **form.cleaned_data,
    ):
        return redirect("show_indicator", key=key)
    context = {"form": form, "indicator": indicator}
    return render(request, "indicators/rebase_chart.jinja", context)


@require_POST
def remove_chart_note(request: StaffRequest, reference: str) -> HttpResponse:
    here = ChartNote.objects.visible_to(request.hat)
    note = get_object_or_404(here, reference=reference)
    require(can_keep_charts(request.hat), KEEP)
    actions.remove_note(note=note, by=request.hat.actor)
    return redirect("show_indicator", key=note.key)


@require_POST
def remove_rebase(request: StaffRequest, reference: str) -> HttpResponse:
    here = Rebase.objects.visible_to(request.hat)
    rebase = get_object_or_404(here, reference=reference)
    require(can_keep_charts(request.hat), KEEP)
    actions.remove_rebase(rebase=rebase, by=request.hat.actor)
    return redirect("show_indicator", key=rebase.key)
