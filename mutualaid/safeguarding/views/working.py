"""Working on a concern: each step on a page of its own, so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.forms import CloseForm, PersonForm, WordsForm
from mutualaid.safeguarding.models import Concern, ConcernStatus
from mutualaid.safeguarding.people_to_name import people_to_name
from mutualaid.safeguarding.permissions import can_ever_bring

from .reading import find_concern, render_concern
from .sending import sent_with


@require_POST
def mark_seen(request: StaffRequest, reference: str) -> HttpResponse:
    concern = _find_for(request, reference, ConcernStatus.SEEN)
    try:
        actions.mark_seen(concern=concern, by=request.hat)
    except Concern.DoesNotExist as gone:
        raise Http404 from gone
    except Refused as refused:
        concern = find_concern(request.hat, reference)
        return render_concern(request, concern, problem=refused.sentence)
    return redirect("show_concern", reference)


@require_http_methods(["GET", "HEAD", "POST"])
def add_note(request: StaffRequest, reference: str) -> HttpResponse:
    concern = find_concern(request.hat, reference)
    form = WordsForm(sent_with(request))
    return _work(request, concern, form, actions.add_note)


@require_http_methods(["GET", "HEAD", "POST"])
def say_what_was_done(request: StaffRequest, reference: str) -> HttpResponse:
    concern = _find_for(request, reference, ConcernStatus.ACTED_ON)
    form = WordsForm(sent_with(request))
    return _work(request, concern, form, actions.say_what_was_done)


@require_http_methods(["GET", "HEAD", "POST"])
def close_concern(request: StaffRequest, reference: str) -> HttpResponse:
    concern = _find_for(request, reference, ConcernStatus.CLOSED)
    form = CloseForm(sent_with(request))
    return _work(request, concern, form, actions.close_concern)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_concern(request: StaffRequest, reference: str) -> HttpResponse:
    concern = _find_for(request, reference, ConcernStatus.REOPENED)
    form = WordsForm(sent_with(request))
    return _work(request, concern, form, actions.reopen_concern)


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: StaffRequest, reference: str) -> HttpResponse:
    concern = find_concern(request.hat, reference)
    known = {one.user_id for one in concern.about.all()}
    known |= {request.hat.user_id, concern.raised_by_id}
    people = people_to_name(request.hat.area_id, except_users=known)
    form = PersonForm(sent_with(request), people=people)
    return _work(request, concern, form, actions.add_person)


def _find_for(request: StaffRequest, reference: str, status: ConcernStatus) -> Concern:
    """In scope, and worked on by somebody who may bring a concern to this status at all."""
    concern = find_concern(request.hat, reference)
    allowed = can_ever_bring(request.hat, concern, status)
    require(allowed, f"bring_concern_to_{status}")
    return concern


def _work(
    request: StaffRequest,
    concern: Concern,
    form: WordsForm | PersonForm,
    action: Callable[..., Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            action(concern=concern, by=request.hat, **form.given())
        except Concern.DoesNotExist as gone:
            raise Http404 from gone
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("show_concern", concern.reference)
    template = f"safeguarding/{action.__name__}.jinja"
    return render(request, template, {"form": form, "concern": concern})
