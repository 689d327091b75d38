"""What a round came to: the page, the summary for a team, and the step to an action."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.permissions import can_propose_action
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Service
from mutualaid.organisations.views.doing import done
from mutualaid.self_assessment.actions.gaps import actions_from, make_action
from mutualaid.self_assessment.actions.summaries import table_summary as table
from mutualaid.self_assessment.forms.agreeing import TabledForm
from mutualaid.self_assessment.models import TeamSummary
from mutualaid.self_assessment.permissions import (
    can_lead_self_assessment,
    can_table_summary_of,
)
from mutualaid.self_assessment.presenters.analysis import agreement_told
from mutualaid.self_assessment.presenters.result_tables import page_tables
from mutualaid.self_assessment.presenters.results import present, report_of
from mutualaid.self_assessment.presenters.summary import summary_of, teams_told
from mutualaid.self_assessment.reading import record_of
from mutualaid.self_assessment.results import results_of
from mutualaid.self_assessment.standing import is_revealed

from .finding import find_round, find_statement, say_hidden


@require_safe
def show_results(request: StaffRequest, reference: str) -> HttpResponse:
    opened = find_round(request.hat, reference)
    if not is_revealed(opened):
        return say_hidden(request, opened)
    record = record_of(opened)
    report = present(opened, results_of(record))
    context = {
        "round": opened,
        "report": report,
        "tables": page_tables(report),
        "agreement": agreement_told(record),
        "teams": teams_told(opened),
        "actions": actions_from(opened),
        "may_lead": can_lead_self_assessment(request.hat),
        "may_act": can_propose_action(request.hat),
    }
    return render(request, "self_assessment/show_results.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def table_summary(request: StaffRequest, reference: str, service: str) -> HttpResponse:
    opened = find_round(request.hat, reference)
    team = get_object_or_404(Service, area=request.hat.area_id, reference=service)
    may_table = can_table_summary_of(request.hat, team)
    if request.method == "POST":
        require(may_table, "table_summary")
    if not is_revealed(opened):
        return say_hidden(request, opened)
    report = report_of(opened)
    form = TabledForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, table, opened=opened, service=team, by=request.hat, **form.cleaned_data
    ):
        return redirect("table_summary", reference, service)
    context = {
        "round": opened,
        "team": team,
        "summary": summary_of(report, team),
        "standing": report.standing,
        "tabled": TeamSummary.objects.filter(round=opened, service=team).first(),
        "may_table": may_table and opened.signed_off_at is not None,
        "form": form,
    }
    return render(request, "self_assessment/table_summary.jinja", context)


@require_POST
def make_action_from_gap(
    request: StaffRequest, reference: str, key: str
) -> HttpResponse:
    opened = find_round(request.hat, reference)
    require(can_propose_action(request.hat), "propose_action")
    statement = find_statement(opened, key)
    try:
        action = make_action(opened=opened, statement=statement, by=request.hat)
    except Refused as refused:
        context = {"round": opened, "sentence": refused.sentence}
        return render(request, "self_assessment/say_hidden.jinja", context)
    return redirect("change_action", action.reference)
