"""One meeting, inside: its page, and adding and changing it by hand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.directory.forms.meetings import MeetingForm, meeting_initial
from mutualaid.directory.kept_duplicates import meetings_like
from mutualaid.directory.meeting_values import names_in, values_of
from mutualaid.directory.models import Fellowship, Meeting, Venue
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.permissions import can_keep_directory, can_see_relations
from mutualaid.directory.presenters.keeping import kept_title, present_kept
from mutualaid.directory.presenters.kept_meeting import (
    lists_say,
    present_kept_meeting,
)
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
from .writing import write_change, write_new

NEWEST = 50  # changes that a page tells


@require_safe
def show_kept_meeting(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_overseer(request)
    local, changes = (
        list(meeting.local_values.all()),
        list(meeting.changes.all()[:NEWEST]),
    )
    names = names_in(
        [
            values_of(meeting),
            *({each.field: value} for each in local for value in _both(each)),
            *(values for each in changes for values in (each.before, each.after)),
        ]
    )
    verifications = meeting.verifications.order_by("-verified_on", "-pk")
    context = {
        "page": present_kept_meeting(
            meeting, local, changes, verifications, names, clock.today()
        ),
        "meeting": meeting,
        "merged_into": meeting.merged_into,
        "may_keep": can_keep_directory(request.hat),
        "may_see_relations": can_see_relations(request.hat),
        "is_saved": is_saved(request),
    }
    return render(request, "directory/show_kept_meeting.jinja", context)


def _both(local: Any) -> tuple[Any, Any]:
    return local.source_value, local.offered


@answers_forms
def add_meeting(request: StaffRequest) -> HttpResponse:
    """One that looks like another is added only once somebody has said that it is not."""
    require_keeper(request)
    form = MeetingForm(answers(request), area_id=request.hat.area_id)
    alike: list[Meeting] = []
    if form.is_valid():
        fellowship = Fellowship.objects.get(key=form.cleaned_data["fellowship"])
        if "is_another" not in request.POST:
            alike = _alike(request, form, fellowship)
        made: list[Meeting] = []
        if not alike and done(
            form,
            lambda: made.append(write_new(form, fellowship, request.area, request.hat)),
        ):
            return saved("show_kept_meeting", made[0].reference)
    context = {"form": form, "alike": present_kept(alike, clock.today())}
    return render(request, "directory/add_meeting.jinja", context)


def _alike(
    request: StaffRequest, form: MeetingForm, fellowship: Fellowship
) -> list[Meeting]:
    known = Venue.objects.filter(area=request.hat.area_id, reference=form.venue).first()
    place = known or form.new_venue()
    return meetings_like(request.hat.area_id, fellowship.pk, form.values(), place)


@answers_forms
def change_meeting(request: StaffRequest, reference: str) -> HttpResponse:
    meeting = kept_meeting(request, reference)
    require_keeper(request)
    if meeting.status == MeetingStatus.MERGED:
        return redirect("show_kept_meeting", reference)
    local = list(meeting.local_values.all())
    names = names_in({each.field: v} for each in local for v in _both(each))
    values = values_of(meeting)
    form = MeetingForm(
        answers(request),
        area_id=request.hat.area_id,
        meeting=meeting,
        lists_say=lists_say(local, names),
        initial=meeting_initial(values, meeting),
    )
    if (
        form.is_valid()
        and _is_as_seen(request, form, meeting)
        and done(form, write_change, told=form, meeting=meeting, hat=request.hat)
    ):
        return saved("show_kept_meeting", reference)
    context = {"form": form, "meeting": meeting, "title": kept_title(meeting)}
    return render(request, "directory/change_meeting.jinja", context)


def _is_as_seen(request: StaffRequest, form: MeetingForm, meeting: Meeting) -> bool:
    """Nobody has changed it since the form was opened; else the form says so, once."""
    if request.POST.get("seen") == str(meeting.calendar_sequence):
        return True
    form.add_error(
        None,
        gettext(
            "This meeting was changed while you had it open. Nothing of yours is lost: look "
            "at its history in another tab, then save again."
        ),
    )
    return False
