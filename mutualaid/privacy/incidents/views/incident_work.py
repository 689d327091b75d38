"""Working on an incident: each step on a page of its own, so that nothing typed is lost."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.incidents.actions import incidents, linking
from mutualaid.privacy.incidents.forms import (
    CloseForm,
    DecideForm,
    LinkForm,
    NoteForm,
    ReopenForm,
    SeenForm,
    WhoWasToldForm,
    untold,
)
from mutualaid.privacy.incidents.permissions import (
    can_add_to_incident,
    can_work_on_incident,
)
from mutualaid.privacy.incidents.presenters import present_notes
from mutualaid.privacy.models import Incident

from .incidents import find_incident, notes_for

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@answers_forms
def add_incident_note(request: StaffRequest, reference: str) -> HttpResponse:
    incident = find_incident(request.hat, reference)
    require(can_add_to_incident(request.hat), "add_to_incident")
    form = NoteForm(_sent(request))
    return _work(request, incident, form, incidents.add_incident_note)


@answers_forms
def link_incident_person(request: StaffRequest, reference: str) -> HttpResponse:
    incident = find_incident(request.hat, reference)
    require(can_add_to_incident(request.hat), "add_to_incident")
    form = LinkForm(_sent(request))
    return _work(request, incident, form, linking.link_person)


@answers_forms
def decide_incident(request: StaffRequest, reference: str) -> HttpResponse:
    incident = _find_to_work_on(request, reference)
    form = DecideForm(_sent(request), initial={"affected": incident.affected})
    return _work(request, incident, form, incidents.decide_incident)


@answers_forms
def record_telling(request: StaffRequest, reference: str) -> HttpResponse:
    incident = _find_to_work_on(request, reference)
    form = WhoWasToldForm(_sent(request), steps=untold(incident))
    return _work(request, incident, form, incidents.record_telling)


@answers_forms
def close_incident(request: StaffRequest, reference: str) -> HttpResponse:
    incident = _find_to_work_on(request, reference)
    return _work(request, incident, CloseForm(_sent(request)), incidents.close_incident)


@answers_forms
def reopen_incident(request: StaffRequest, reference: str) -> HttpResponse:
    incident = _find_to_work_on(request, reference)
    form = ReopenForm(_sent(request))
    return _work(request, incident, form, incidents.reopen_incident)


def _find_to_work_on(request: StaffRequest, reference: str) -> Incident:
    incident = find_incident(request.hat, reference)
    require(can_work_on_incident(request.hat), "work_on_incident")
    return incident


def _sent(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _work(
    request: StaffRequest, incident: Incident, form: Any, action: Callable[..., Any]
) -> HttpResponse:
    """Do it, or show the page with what was typed and, under it, what was done so far."""
    act = partial(action, incident=incident, by=request.hat)
    try:
        if form.is_valid() and done(form, act, **form.given()):
            return redirect("show_incident", incident.reference)
        incidents.open_incident(incident=incident, by=request.hat)
    except Incident.DoesNotExist as gone:
        raise Http404 from gone
    notes = notes_for(request.hat, incident)
    if isinstance(form, SeenForm):
        form.read_again(len(notes))
    context = {"form": form, "incident": incident, "notes": present_notes(notes)}
    name = request.resolver_match.url_name if request.resolver_match else ""
    return render(request, f"privacy/{name}.jinja", context)
