"""Concerns as their leads read them. Nobody else can tell that there are any."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mutualaid.core.access import require
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.models import Concern
from mutualaid.safeguarding.opening import words_of
from mutualaid.safeguarding.permissions import can_read_concerns, steps_open_to
from mutualaid.safeguarding.presenters import (
    people_in_words,
    place_of,
    present_line,
    short_kind,
    step_in_words,
)


@require_safe
def list_concerns(request: StaffRequest) -> HttpResponse:
    require(can_read_concerns(request.hat), "read_concerns")
    rows = Concern.objects.visible_to(request.hat).with_everything().urgent_first()
    context = {"concerns": [present_line(concern) for concern in rows]}
    return render(request, "safeguarding/list_concerns.jinja", context)


@require_safe
def show_concern(request: StaffRequest, reference: str) -> HttpResponse:
    concern = find_concern(request.hat, reference)
    try:
        actions.open_concern(concern=concern, by=request.hat)
    except Concern.DoesNotExist as gone:
        raise Http404 from gone
    return render_concern(request, concern)


def find_concern(hat: Hat, reference: str) -> Concern:
    """The concern, or 404 for everybody who does not see it."""
    rows = Concern.objects.visible_to(hat).with_everything()
    return get_object_or_404(rows, reference=reference)


def render_concern(
    request: StaffRequest, concern: Concern, *, problem: str = ""
) -> HttpResponse:
    """Its own page; `problem` says why what was asked could not be done."""
    about = concern.about.select_related("user").order_by("user__name")
    notes = concern.notes.select_related("written_by")
    context = {
        "concern": concern,
        "kind": short_kind(concern),
        "place": place_of(concern),
        "people": people_in_words(concern, [one.user.name for one in about]),
        "words": words_of(concern),
        "notes": [(step_in_words(note), note, words_of(note)) for note in notes],
        "steps": steps_open_to(request.hat, concern),
        "problem": problem,
    }
    return render(request, "safeguarding/show_concern.jinja", context)
