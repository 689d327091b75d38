"""Whether a meeting runs: confirming, closing, opening again, dates that differ."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mutualaid.core import clock
from mutualaid.directory import actions
from mutualaid.directory.forms.keeping import ConfirmForm, DifferentDateForm
from mutualaid.directory.models import Meeting
from mutualaid.directory.presenters.keeping import kept_title
from mutualaid.directory.presenters.kept_dates import present_kept_dates
from mutualaid.directory.recurrence import ExceptionKind
from mutualaid.organisations.forms.places import PlainForm
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .scope import (
    answers,
    answers_forms,
    is_saved,
    kept_meeting,
    require_keeper,
    require_overseer,
    saved,
)


@answers_forms
def confirm_meeting(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    form = ConfirmForm(answers(request))
    if form.is_valid() and done(
        form,
        actions.verify_meeting,
        meeting=meeting,
        by_role=request.hat.role.value,
        by=request.hat.actor,
        **form.cleaned_data,
    ):
        return saved("show_kept_meeting", reference)
    return _form_page(request, "confirm_meeting", form, meeting)


@answers_forms
def close_meeting(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    form = PlainForm(answers(request))
    if form.is_valid() and done(
        form,
        actions.close_meeting,
        meeting=meeting,
        by_role=request.hat.role.value,
        by=request.hat.actor,
    ):
        return saved("show_kept_meeting", reference)
    return _form_page(request, "close_meeting", form, meeting)


@answers_forms
def reopen_meeting(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    form = PlainForm(answers(request))
    if form.is_valid() and done(
        form,
        actions.reopen_meeting,
        meeting=meeting,
        by_role=request.hat.role.value,
        by=request.hat.actor,
    ):
        return saved("show_kept_meeting", reference)
    return _form_page(request, "reopen_meeting", form, meeting)


@require_safe
def list_different_dates(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_overseer(request)
    context = {
        "meeting": meeting,
        "title": kept_title(meeting),
        "dates": present_kept_dates(meeting, clock.now()),
        "is_saved": is_saved(request),
    }
    return render(request, "directory/list_different_dates.jinja", context)


@answers_forms
def add_different_date(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    form = DifferentDateForm(answers(request))
    if form.is_valid() and done(
        form, _differ, meeting=meeting, hat=request.hat, given=form.cleaned_data
    ):
        return saved("list_different_dates", reference)
    return _form_page(request, "add_different_date", form, meeting)


@require_POST
def undo_different_date(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        return redirect("list_different_dates", reference)
    actions_done = done(
        PlainForm({}), actions.undo_date, meeting=meeting, on=on, by=request.hat.actor
    )
    if actions_done:
        return saved("list_different_dates", reference)
    return redirect("list_different_dates", reference)


def _differ(*, meeting: Meeting, hat: Hat, given: dict) -> None:
    told = {"meeting": meeting, "on": given["on"], "note": given["note"]}
    match ExceptionKind(given["kind"]):
        case ExceptionKind.CANCELLED:
            actions.cancel_date(**told, by=hat.actor)
        case ExceptionKind.MOVED:
            actions.move_date(**told, to=given["to"], at=given["at"], by=hat.actor)
        case ExceptionKind.EXTRA:
            actions.add_date(**told, at=given["at"], by=hat.actor)


def _form_page(
    request: StaffRequest, name: str, form: object, meeting: Meeting
) -> HttpResponse:
    context = {"form": form, "meeting": meeting, "title": kept_title(meeting)}
    return render(request, f"directory/{name}.jinja", context)
