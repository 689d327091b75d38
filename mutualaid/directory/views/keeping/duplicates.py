"""Pairs that look alike: made one, told apart, or made two again."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from mutualaid.core import clock
from mutualaid.directory import actions
from mutualaid.directory.forms.keeping import MergeForm
from mutualaid.directory.kept_duplicates import pairs_waiting
from mutualaid.directory.meeting_values import names_in, values_of
from mutualaid.directory.models import Meeting
from mutualaid.directory.permissions import can_keep_directory
from mutualaid.directory.presenters.keeping import (
    differing,
    kept_row,
    kept_title,
    present_pairs,
)
from mutualaid.directory.presenters.values import Told
from mutualaid.organisations.forms.places import PlainForm
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

PAGE_SIZE = 20


@require_safe
def list_duplicates(request: StaffRequest) -> HttpResponse:
    """The most alike; whoever has settled those sees the next."""
    require_overseer(request)
    pairs = pairs_waiting(request.hat.area_id)
    some = pairs[:PAGE_SIZE]
    keys = {key for pair in some for key in (pair.first, pair.second)}
    here = Meeting.objects.visible_to(request.hat)
    rows = here.select_related("fellowship", "venue", "source").in_bulk(keys)
    context = {
        "pairs": present_pairs(some, rows, clock.today()),
        "total": len(pairs),
        "may_keep": can_keep_directory(request.hat),
        "is_saved": is_saved(request),
    }
    return render(request, "directory/list_duplicates.jinja", context)


@answers_forms
def merge_meetings(request: StaffRequest, first: str, second: str) -> HttpResponse:
    one, other = _pair(request, first, second)
    require_keeper(request)
    differences = _differences(one, other)
    form = _merge_form(request, one, other, differences)
    if form.is_valid():
        keep, rest = (
            (one, other) if form.cleaned_data["keep"] == first else (other, one)
        )
        if done(
            form,
            actions.merge_meetings,
            keep=keep,
            other=rest,
            taken=form.cleaned_data.get("taken", ()),
            by_role=request.hat.role.value,
            by=request.hat.actor,
        ):
            return saved("show_kept_meeting", keep.reference)
    today = clock.today()
    context = {
        "form": form,
        "first": kept_row(one, today),
        "second": kept_row(other, today),
        "differences": differences,
    }
    return render(request, "directory/merge_meetings.jinja", context)


def _merge_form(
    request: StaffRequest, one: Meeting, other: Meeting, differences: list[Told]
) -> MergeForm:
    listings = {each.reference: _words(each) for each in (one, other)}
    fields = {each.field: each.label for each in differences}
    return MergeForm(
        answers(request),
        listings=listings,
        fields=fields,
        initial={"keep": one.reference},
    )


def _words(meeting: Meeting) -> str:
    venue = meeting.venue.name if meeting.venue else ""
    return f"{meeting.name}, {venue}" if venue else meeting.name


def _differences(one: Meeting, other: Meeting) -> list[Told]:
    first, second = values_of(one), values_of(other)
    return differing(first, second, names_in((first, second)))


@require_POST
def tell_meetings_apart(request: StaffRequest, first: str, second: str) -> HttpResponse:
    one, other = _pair(request, first, second)
    require_keeper(request)
    actions.tell_meetings_apart(
        first=one, second=other, by_role=request.hat.role.value, by=request.hat.actor
    )
    return saved("list_duplicates")


def _pair(request: StaffRequest, first: str, second: str) -> tuple[Meeting, Meeting]:
    if first == second:
        raise Http404("One meeting is no pair.")
    return kept_meeting(request, first), kept_meeting(request, second)


@answers_forms
def undo_merge(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    if meeting.merged_into is None:
        return redirect("show_kept_meeting", reference)
    form = PlainForm(answers(request))
    if form.is_valid() and done(
        form,
        actions.undo_merge,
        meeting=meeting,
        by_role=request.hat.role.value,
        by=request.hat.actor,
    ):
        return saved("show_kept_meeting", reference)
    context = {
        "form": form,
        "meeting": meeting,
        "title": kept_title(meeting),
        "kept": kept_title(meeting.merged_into),
    }
    return render(request, "directory/undo_merge.jinja", context)
