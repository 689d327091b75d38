"""Values set here of which the source says something else since."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.directory import actions
from mutualaid.directory.forms.keeping import ReviewForm
from mutualaid.directory.meeting_values import names_in
from mutualaid.directory.models import LocalValue, Meeting, MeetingField
from mutualaid.directory.permissions import can_keep_directory
from mutualaid.directory.presenters.keeping import kept_title, present_kept
from mutualaid.directory.presenters.values import value_words
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

SHOWN = 50


@require_safe
def list_local_values(request: StaffRequest) -> HttpResponse:
    require_overseer(request)
    here = Meeting.objects.visible_to(request.hat).filter(
        local_values__needs_review=True
    )
    waiting = here.distinct().select_related("fellowship", "venue", "source")
    context = {
        "rows": present_kept(waiting.order_by("name", "pk")[:SHOWN], clock.today()),
        "may_keep": can_keep_directory(request.hat),
        "is_saved": is_saved(request),
    }
    return render(request, "directory/list_local_values.jinja", context)


@answers_forms
def review_local_values(request: StaffRequest, reference: str) -> HttpResponse:
    """Ours or theirs, field by field; whoever cannot tell yet decides later."""
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    waiting = {
        each.field: each
        for each in meeting.local_values.filter(needs_review=True).order_by("pk")
    }
    if not waiting:
        return redirect("show_kept_meeting", reference)
    form = ReviewForm(answers(request), questions=_questions(waiting))
    if form.is_valid() and done(
        form, _review, waiting=waiting, said=form.cleaned_data, hat=request.hat
    ):
        return saved("show_kept_meeting", reference)
    context = {"form": form, "meeting": meeting, "title": kept_title(meeting)}
    return render(request, "directory/review_local_values.jinja", context)


def _questions(waiting: dict[str, LocalValue]) -> dict[str, Any]:
    names = names_in(
        {field: value}
        for field, each in waiting.items()
        for value in (each.value, each.offered)
    )
    return {
        field: (
            MeetingField(field).label,
            value_words(MeetingField(field), each.value, names),
            value_words(MeetingField(field), each.offered, names),
        )
        for field, each in waiting.items()
    }


@transaction.atomic
def _review(*, waiting: dict[str, LocalValue], said: dict[str, str], hat: Hat) -> None:
    for field, local in waiting.items():
        if said[field]:
            actions.review_local_value(
                local=local,
                keep=said[field] == "ours",
                by=hat.actor,
                by_role=hat.role.value,
            )
