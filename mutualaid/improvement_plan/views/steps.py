"""Moving an action on, talking about it, and trying something out for it."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import require
from mutualaid.improvement_plan.actions import cycles, moving, plan
from mutualaid.improvement_plan.forms.steps import (
    CommentForm,
    MoveForm,
    StudyForm,
    TrialForm,
    first_day,
)
from mutualaid.improvement_plan.models import Action, ActionStatus, PdsaCycle
from mutualaid.improvement_plan.models.actions import CHECKED
from mutualaid.improvement_plan.permissions import (
    can_comment,
    can_keep_action,
    can_make_move,
)
from mutualaid.improvement_plan.presenters.action import button_words
from mutualaid.improvement_plan.reading import row_of
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .actions import find_action

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@answers_forms
def move_action(request: StaffRequest, reference: str, to: str) -> HttpResponse:
    action = find_action(request.hat, reference)
    if to not in ActionStatus.values:
        raise Http404
    status = ActionStatus(to)
    require(can_make_move(request.hat, action, status), "move_action")
    posted = request.POST if request.method == "POST" else None
    form = MoveForm(posted, action=action, to=status)
    move = partial(moving.move_action, action=action, to=status, by=request.hat)
    if form.is_valid() and done(form, move, words=form.cleaned_data["words"]):
        return redirect("show_action", reference)
    context = {
        "form": form,
        "action": action,
        "row": row_of(action),
        "button": button_words(ActionStatus(action.status), status),
        "to": status.label,
        "looks_at_measure": status in CHECKED,
    }
    return render(request, "improvement_plan/move_action.jinja", context)


@answers_forms
def comment_on_action(request: StaffRequest, reference: str) -> HttpResponse:
    action = find_action(request.hat, reference)
    require(can_comment(request.hat), "comment_on_action")
    form = CommentForm(request.POST if request.method == "POST" else None)
    comment = partial(plan.comment_on_action, action=action, by=request.hat)
    if form.is_valid() and done(form, comment, words=form.cleaned_data["words"]):
        return redirect("show_action", reference)
    context = {"form": form, "action": action}
    return render(request, "improvement_plan/comment_on_action.jinja", context)


@answers_forms
def add_cycle(request: StaffRequest, reference: str) -> HttpResponse:
    action = find_action(request.hat, reference)
    require(can_keep_action(request.hat, action), "keep_action")
    posted = request.POST if request.method == "POST" else None
    form = TrialForm(posted, initial=first_day())
    add = partial(cycles.add_cycle, action=action, by=request.hat)
    if form.is_valid() and done(form, add, trial=form.trial()):
        return redirect("show_action", reference)
    context = {"form": form, "action": action}
    return render(request, "improvement_plan/add_cycle.jinja", context)


@answers_forms
def study_cycle(request: StaffRequest, reference: str) -> HttpResponse:
    cycle = _find_cycle(request.hat, reference)
    action = find_action(request.hat, cycle.action.reference)
    require(can_keep_action(request.hat, action), "keep_action")
    form = StudyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, cycles.study_cycle, cycle=cycle, by=request.hat, **form.given()
    ):
        return redirect("show_action", action.reference)
    context = {"form": form, "action": action, "cycle": cycle}
    return render(request, "improvement_plan/study_cycle.jinja", context)


def _find_cycle(hat: Hat, reference: str) -> PdsaCycle:
    mine = PdsaCycle.objects.filter(action__in=Action.objects.visible_to(hat))
    return get_object_or_404(mine.select_related("action"), reference=reference)
