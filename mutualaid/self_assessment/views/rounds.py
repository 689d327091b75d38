"""Rounds: the list, the overview, and what leads one on."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.self_assessment.actions import rounds as actions
from mutualaid.self_assessment.forms.rounds import (
    AbandonForm,
    ChangeRoundForm,
    OpenRoundForm,
    RevealForm,
)
from mutualaid.self_assessment.models import Round, RoundStatus
from mutualaid.self_assessment.permissions import (
    can_lead_self_assessment,
    can_see_self_assessment,
)
from mutualaid.self_assessment.presenters.next_steps import next_steps
from mutualaid.self_assessment.presenters.overview import present_sections, read_at
from mutualaid.self_assessment.presenters.rater_lines import present_raters, voice_of
from mutualaid.self_assessment.round_state import state_of
from mutualaid.self_assessment.support import starting_support

answers_forms = require_http_methods(["GET", "HEAD", "POST"])
SEE, LEAD = "see_self_assessment", "lead_self_assessment"


@require_safe
def list_rounds(request: StaffRequest) -> HttpResponse:
    require(can_see_self_assessment(request.hat), SEE)
    rounds = list(Round.objects.visible_to(request.hat))
    signed = [each for each in rounds if each.status == RoundStatus.SIGNED_OFF]
    context = {
        "rounds": rounds,
        "under_way": next((each for each in rounds if not each.is_over()), None),
        "last_signed": max(signed, key=_signed_at, default=None),
        "may_lead": can_lead_self_assessment(request.hat),
    }
    return render(request, "self_assessment/list_rounds.jinja", context)


def _signed_at(signed: Round) -> float:
    return signed.signed_off_at.timestamp() if signed.signed_off_at else 0.0


@answers_forms
def open_round(request: StaffRequest) -> HttpResponse:
    require(can_lead_self_assessment(request.hat), LEAD)
    form = OpenRoundForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.open_round,
        area=request.area,
        support=starting_support(request.area.pk),
        by=request.hat,
        **form.given(),
    ):
        opened = Round.objects.visible_to(request.hat).under_way().get()
        return redirect("invite_raters", opened.reference)
    return render(request, "self_assessment/open_round.jinja", {"form": form})


@require_safe
def show_round(request: StaffRequest, reference: str) -> HttpResponse:
    opened = round_named(request, reference)
    require(can_see_self_assessment(request.hat), SEE)
    may_lead = can_lead_self_assessment(request.hat)
    state = state_of(opened, request.hat)
    context = {
        "round": opened,
        "state": state,
        "steps": next_steps(state, may_lead=may_lead),
        "sections": present_sections(state, may_lead=may_lead),
        "read_at": read_at(state),
        "kinds": present_raters(state.taking_part, named=may_lead),
        "withdrawn": len(state.raters) - len(state.taking_part),
        "may_lead": may_lead,
    }
    return render(request, "self_assessment/show_round.jinja", context)


@answers_forms
def change_round(request: StaffRequest, reference: str) -> HttpResponse:
    opened = round_named(request, reference)
    require(can_lead_self_assessment(request.hat), LEAD)
    posted = request.POST if request.method == "POST" else None
    form = ChangeRoundForm(posted, opened=opened)
    if form.is_valid() and done(
        form, actions.change_round, opened=opened, by=request.hat, **form.given()
    ):
        return redirect("show_round", opened.reference)
    context = {"form": form, "round": opened}
    return render(request, "self_assessment/change_round.jinja", context)


@answers_forms
def reveal_round(request: StaffRequest, reference: str) -> HttpResponse:
    opened = round_named(request, reference)
    require(can_lead_self_assessment(request.hat), LEAD)
    form = RevealForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.reveal_round,
        opened=opened,
        goes_on_without=form.goes_on_without(),
        by=request.hat,
    ):
        return redirect("show_round", opened.reference)
    raters = opened.raters.taking_part().with_voices()
    unfinished = [voice_of(each, named=True) for each in raters.unfinished()]
    context = {
        "form": form,
        "round": opened,
        "unfinished": unfinished,
        "asked": raters.count(),
    }
    return render(request, "self_assessment/reveal_round.jinja", context)


@answers_forms
def abandon_round(request: StaffRequest, reference: str) -> HttpResponse:
    opened = round_named(request, reference)
    require(can_lead_self_assessment(request.hat), LEAD)
    form = AbandonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.abandon_round,
        opened=opened,
        reason=form.cleaned_data["reason"],
        by=request.hat,
    ):
        return redirect("list_rounds")
    context = {"form": form, "round": opened}
    return render(request, "self_assessment/abandon_round.jinja", context)


def round_named(request: StaffRequest, reference: str) -> Round:
    """The area's round with this reference; a stranger's is 404."""
    here = Round.objects.visible_to(request.hat)
    return get_object_or_404(here, reference=reference)
