"""What people told us, as those who keep the list read and settle it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.directory.actions import correcting as actions
from mutualaid.directory.asking import to_check
from mutualaid.directory.forms.corrections import AnswerForm, ApplyForm
from mutualaid.directory.models import Correction, Fellowship, Meeting, ServicePosition
from mutualaid.directory.models.corrections import CorrectionKind, CorrectionStatus
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.permissions import can_keep_directory
from mutualaid.directory.place_meant import places_meant
from mutualaid.directory.presenters.chasing import PAGE_SIZE, present_to_check
from mutualaid.directory.presenters.corrections import (
    choices_of,
    present_correction,
    present_line,
)
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

KEEP = "keep_directory"
MOST_SETTLED = 20


@require_safe
def list_corrections(request: StaffRequest) -> HttpResponse:
    """Those that wait, the longest waiting first, and the last that were settled."""
    require(can_keep_directory(request.hat), KEEP)
    rows = _corrections(request)
    settled = rows.exclude(status=CorrectionStatus.NEW).order_by("-settled_at")
    context = {
        "waiting": [present_line(each) for each in rows.waiting()],
        "settled": [present_line(each) for each in settled[:MOST_SETTLED]],
    }
    return render(request, "directory/list_corrections.jinja", context)


@require_safe
def show_correction(request: StaffRequest, reference: str) -> HttpResponse:
    correction = _correction(request, reference)
    return _show(request, correction)


@require_POST
def apply_correction(request: StaffRequest, reference: str) -> HttpResponse:
    correction = _correction(request, reference)
    form = _apply_form(correction, request.POST)
    if form.is_valid() and done(
        form,
        actions.apply_correction,
        correction=correction,
        by_role=request.hat.role.value,
        by=request.hat.actor,
        **form.given(),
    ):
        return redirect("list_corrections")
    return _show(request, correction, apply_form=form)


@require_POST
def answer_correction(request: StaffRequest, reference: str) -> HttpResponse:
    correction = _correction(request, reference)
    form = AnswerForm(request.POST)
    if form.is_valid() and done(
        form,
        actions.answer_correction,
        correction=correction,
        answer=form.cleaned_data["answer"],
        by_role=request.hat.role.value,
        by=request.hat.actor,
    ):
        return redirect("list_corrections")
    return _show(request, correction, answer_form=form)


@require_safe
def list_to_check(request: StaffRequest) -> HttpResponse:
    """Meetings that nobody has confirmed for a quarter, with whom to ask."""
    require(can_keep_directory(request.hat), KEEP)
    meetings = to_check(request.hat.area_id, clock.today())
    positions = ServicePosition.objects.visible_to(request.hat).filter(is_filled=True)
    context = {
        "page": present_to_check(meetings, positions, request.GET.get("page", "")),
        "page_size": PAGE_SIZE,
    }
    return render(request, "directory/list_to_check.jinja", context)


def _corrections(request: StaffRequest) -> Any:
    here = Correction.objects.visible_to(request.hat)
    return here.select_related("area", "meeting__fellowship", "meeting__venue")


def _correction(request: StaffRequest, reference: str) -> Correction:
    correction = get_object_or_404(_corrections(request), reference=reference)
    require(can_keep_directory(request.hat), KEEP)
    return correction


def _show(
    request: StaffRequest,
    correction: Correction,
    *,
    apply_form: ApplyForm | None = None,
    answer_form: AnswerForm | None = None,
) -> HttpResponse:
    context = {
        "page": present_correction(correction, _fellowships()),
        "meeting": correction.meeting,
        "times": _times_nobody_was_there(correction.meeting),
        "apply_form": apply_form or _apply_form(correction),
        "answer_form": answer_form or AnswerForm(),
        "form": apply_form or answer_form or AnswerForm(),
    }
    return render(request, "directory/show_correction.jinja", context)


def _apply_form(correction: Correction, data: Any = None) -> ApplyForm:
    page = present_correction(correction, _fellowships())
    meeting = correction.meeting
    return ApplyForm(
        data,
        parts=choices_of(page.parts),
        venues=places_meant(correction),
        can_close=meeting is not None and meeting.status == MeetingStatus.LISTED,
        has_reply_to=page.wants_answer,
        initial={"taken": [key for key, _ in choices_of(page.parts)]},
    )


def _fellowships() -> dict[str, str]:
    return dict(Fellowship.objects.values_list("key", "name"))


def _times_nobody_was_there(meeting: Meeting | None) -> int:
    if meeting is None:
        return 0
    told = Correction.objects.filter(meeting=meeting, kind=CorrectionKind.NOT_THERE)
    return told.count()
