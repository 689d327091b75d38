"""Follow-ups: whom to ask now, and what they said."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.care.actions import follow_ups as actions
from mutualaid.care.follow_up_list import read_follow_ups
from mutualaid.care.follow_up_questions import QUESTIONS
from mutualaid.care.forms.asking import as_stored
from mutualaid.care.forms.follow_up import NOTE, FollowUpForm
from mutualaid.care.models import FollowUp
from mutualaid.care.permissions import can_hold_session, can_read_care
from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked


@require_safe
def list_follow_ups(request: StaffRequest) -> HttpResponse:
    """Of one's own clients and those one stands in for; the manager's whole service."""
    require(can_read_care(request.hat), "read_care")
    context = {"lines": read_follow_ups(request.hat)}
    return render(request, "care/list_follow_ups.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_follow_up(request: StaffRequest, reference: str) -> HttpResponse:
    rows = FollowUp.objects.visible_to(request.hat).select_related("client__person")
    row = get_object_or_404(rows, reference=reference)
    require(can_hold_session(request.hat, row.client), "hold_session")
    look([row.client.person], by=request.hat, what=Looked.RECORD)
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        questions=QUESTIONS,
        note=NOTE,
        initial={
            **as_stored(QUESTIONS, row.answers),
            "note": row.words_left("sealed_note"),
            "revision": row.revision,
        },
    )
    if form.is_valid() and done(
        form, actions.answer_follow_up, follow_up=row, by=request.hat, **form.given()
    ):
        return redirect("list_care_sessions", row.client.reference)
    return render(request, "care/answer_follow_up.jinja", {"row": row, "form": form})
