"""The meeting: what to talk about, what is agreed of each statement, and the end of the round."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.permissions import can_propose_action
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.self_assessment.actions import agreeing as actions
from mutualaid.self_assessment.actions.gaps import actions_from
from mutualaid.self_assessment.forms.agreeing import AgreeForm, SignOffForm
from mutualaid.self_assessment.models import Round
from mutualaid.self_assessment.permissions import can_lead_self_assessment
from mutualaid.self_assessment.presenters.agreeing import (
    StatementPage,
    present_list,
    present_statement,
)
from mutualaid.self_assessment.presenters.taking_part import kinds_that_spoke
from mutualaid.self_assessment.standing import is_revealed

from .evidence import evidence_block
from .finding import find_round, find_statement, say_hidden

LEAD = "lead_self_assessment"


@require_safe
def list_to_discuss(request: StaffRequest, reference: str) -> HttpResponse:
    opened = find_round(request.hat, reference)
    if not is_revealed(opened):
        return say_hidden(request, opened)
    context = {
        "round": opened,
        "rows": present_list(opened),
        "may_lead": can_lead_self_assessment(request.hat),
    }
    return render(request, "self_assessment/list_to_discuss.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def agree_statement(request: StaffRequest, reference: str, key: str) -> HttpResponse:
    opened = find_round(request.hat, reference)
    if request.method == "POST":
        require(can_lead_self_assessment(request.hat), LEAD)
    statement = find_statement(opened, key)
    if not is_revealed(opened):
        return say_hidden(request, opened)
    posted = request.POST if request.method == "POST" else None
    page = present_statement(opened, statement, partial(AgreeForm, posted))
    if page.is_filled() and _agreed(request, opened, page):
        return redirect(_next_address(request, opened, page))
    context = {
        "round": opened,
        "page": page,
        "evidence": evidence_block(request.hat, opened, statement, back="agree"),
        "action": actions_from(opened).get(key),
        "is_wall": "wall" in request.GET,
        "may_write": opened.is_being_agreed() and can_lead_self_assessment(request.hat),
        "may_act": can_propose_action(request.hat),
    }
    return render(request, "self_assessment/agree_statement.jinja", context)


def _agreed(request: StaffRequest, opened: Round, page: StatementPage) -> bool:
    """All of the page's parts or none, so that nobody has to ask which were kept."""
    try:
        with transaction.atomic():
            for form in page.forms:
                _agree_part(form, opened, request)
    except Refused:
        return False
    return True


def _next_address(request: StaffRequest, opened: Round, page: StatementPage) -> str:
    """The next statement, as large as this one; the list after the last."""
    if not page.next:
        return reverse("list_to_discuss", args=[opened.reference])
    address = reverse("agree_statement", args=[opened.reference, page.next])
    return f"{address}?wall=1" if "wall" in request.GET else address


def _agree_part(form: Any, opened: Round, request: StaffRequest) -> None:
    try:
        for each in form.given():
            actions.agree(opened=opened, part_key=form.part.key, by=request.hat, **each)
    except Refused as refused:
        if isinstance(refused, actions.Overtaken):
            form.see(refused.stands)
        form.add_error(None, refused.sentence)
        raise


@require_http_methods(["GET", "HEAD", "POST"])
def sign_off_round(request: StaffRequest, reference: str) -> HttpResponse:
    opened = find_round(request.hat, reference)
    require(can_lead_self_assessment(request.hat), LEAD)
    if not is_revealed(opened):
        return say_hidden(request, opened)
    missing = actions.parts_not_agreed(opened) if opened.uses_scale else []
    form = SignOffForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds_that_spoke(opened),
        missing=missing,
    )
    if form.is_valid() and done(
        form, actions.sign_off_round, opened=opened, by=request.hat, **form.given()
    ):
        return redirect("show_results", reference)
    context = {"round": opened, "form": form, "missing": missing}
    return render(request, "self_assessment/sign_off_round.jinja", context)
