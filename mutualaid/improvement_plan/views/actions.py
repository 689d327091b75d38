"""One action: reading it, writing one down, changing one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.actions import plan
from mutualaid.improvement_plan.answers import ActionAnswers, answers_of
from mutualaid.improvement_plan.forms.actions import ActionForm, ChangedActionForm
from mutualaid.improvement_plan.forms.steps import CommentForm
from mutualaid.improvement_plan.models import Action
from mutualaid.improvement_plan.offering import offered_to
from mutualaid.improvement_plan.permissions import (
    can_change_action,
    can_lead_plan,
    can_propose_action,
    can_see_plan,
)
from mutualaid.improvement_plan.reading import changes_since, read_action
from mutualaid.improvement_plan.statements import known_statements
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def show_action(request: StaffRequest, reference: str) -> HttpResponse:
    return render_action(request, find_action(request.hat, reference))


@answers_forms
def add_action(request: StaffRequest) -> HttpResponse:
    require(can_propose_action(request.hat), "propose_action")
    form = ActionForm(
        request.POST if request.method == "POST" else None,
        offered=offered_to(request.hat),
        may_lead=can_lead_plan(request.hat),
        answers=_begun(request),
    )
    if form.is_valid():
        given = form.answers().told()
        try:
            made = plan.propose_action(area=request.area, by=request.hat, **given)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("show_action", made.reference)
    return render(request, "improvement_plan/add_action.jinja", {"form": form})


@answers_forms
def change_action(request: StaffRequest, reference: str) -> HttpResponse:
    action = find_action(request.hat, reference)
    require(can_change_action(request.hat, action), "change_action")
    posted = request.POST if request.method == "POST" else None
    form = _form_for(request.hat, action, posted)
    if form.is_valid():
        try:
            plan.change_action(
                action=action,
                answers=form.answers(),
                revision=form.cleaned_data["revision"],
                by=request.hat,
            )
        except plan.Superseded:
            return _show_both(request, action, form)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("show_action", reference)
    context = {"form": form, "action": action, "meanwhile": []}
    return render(request, "improvement_plan/change_action.jinja", context)


def find_action(hat: Hat, reference: str) -> Action:
    """The action, or 404 outside the hat's area; only for those who read the plan."""
    rows = Action.objects.visible_to(hat).with_everything()
    action = get_object_or_404(rows, reference=reference)
    require(can_see_plan(hat), "see_plan")
    return action


def render_action(
    request: StaffRequest, action: Action, *, problem: str = ""
) -> HttpResponse:
    """Its own page; `problem` says why what was asked could not be done."""
    context = {
        "action": action,
        "page": read_action(request.hat, action),
        "comment": CommentForm(),
        "problem": problem,
    }
    return render(request, "improvement_plan/show_action.jinja", context)


def _begun(request: StaffRequest) -> ActionAnswers:
    """What the address knows already of an action that is to be written down."""
    key = request.GET.get("statement", "")
    keys = (key,) if key in known_statements() else ()
    return ActionAnswers(title="", statement_keys=keys)


def _form_for(hat: Hat, action: Action, posted: object) -> ChangedActionForm:
    answers = answers_of(action)
    form = ChangedActionForm(
        posted,
        offered=offered_to(hat, answers),
        may_lead=can_lead_plan(hat),
        answers=answers,
    )
    form.initial["revision"] = action.revision
    return form


def _show_both(
    request: StaffRequest, action: Action, sent: ChangedActionForm
) -> HttpResponse:
    """What was typed stays, what somebody else did meanwhile stands above, and saving again is
    a choice made with open eyes."""
    seen = sent.cleaned_data["revision"]
    action = find_action(request.hat, action.reference)
    posted = request.POST.copy()
    posted["revision"] = str(action.revision)
    context = {
        "form": _form_for(request.hat, action, posted),
        "action": action,
        "meanwhile": changes_since(action, seen),
    }
    return render(request, "improvement_plan/change_action.jinja", context)
