"""Incidents: which there are, reporting one, reading one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.roles import Role
from mutualaid.privacy.incidents.actions import incidents
from mutualaid.privacy.incidents.forms import ReportForm
from mutualaid.privacy.incidents.permissions import (
    can_add_to_incident,
    can_list_incidents,
    can_read_incident,
    can_report_incident,
    can_work_on_incident,
    steps_open_to,
)
from mutualaid.privacy.incidents.presenters import (
    hours_words,
    incident_facts,
    present_line,
    present_notes,
)
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Incident, IncidentNote, Looked, Person
from mutualaid.privacy.models.incident_notes import IncidentNoteQuerySet


@require_safe
def list_incidents(request: StaffRequest) -> HttpResponse:
    require(can_list_incidents(request.hat), "list_incidents")
    rows = Incident.objects.visible_to(request.hat).with_everything()
    now = clock.now()
    context = {
        "incidents": [present_line(row, now) for row in rows],
        "may_report": can_report_incident(request.hat),
        "may_read": can_read_incident(request.hat),
    }
    return render(request, "privacy/list_incidents.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_incident(request: StaffRequest) -> HttpResponse:
    require(can_report_incident(request.hat), "report_incident")
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = incidents.report_incident(by=request.hat, **form.given())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("show_incident", made.reference)
    return render(request, "privacy/report_incident.jinja", {"form": form})


@require_safe
def show_incident(request: StaffRequest, reference: str) -> HttpResponse:
    hat = request.hat
    incident = find_incident(hat, reference)
    require(can_read_incident(hat), "read_incident")
    try:
        incidents.open_incident(incident=incident, by=hat)
    except Incident.DoesNotExist as gone:
        raise Http404 from gone
    people = _people(hat, incident)
    context = {
        "incident": incident,
        "hours": hours_words(incident.countdown_at(clock.now())),
        "facts": incident_facts(incident),
        "lines": incident.words_left("sealed_words").split("\n"),
        "notes": present_notes(notes_for(hat, incident)),
        "people": people,
        "others": incident.people.count() - len(people),
        "steps": steps_open_to(hat, incident),
        "may_work": can_work_on_incident(hat),
        "may_add": can_add_to_incident(hat),
    }
    return render(request, "privacy/show_incident.jinja", context)


def find_incident(hat: Hat, reference: str) -> Incident:
    """The incident, or 404 for everybody who does not see it."""
    rows = Incident.objects.visible_to(hat).with_everything()
    return get_object_or_404(rows, reference=reference)


def notes_for(hat: Hat, incident: Incident) -> IncidentNoteQuerySet:
    """All of them; a keyworker reads what they wrote themselves."""
    notes = IncidentNote.objects.filter(incident=incident)
    if hat.is_one_of(Role.KEYWORKER):
        notes = notes.filter(written_by=hat.membership_id)
    return notes.select_related("incident", "written_by__user")


def _people(hat: Hat, incident: Incident) -> list[Person]:
    """Those whom the hat may open; that there are others is a number."""
    linked = incident.people.values("person")
    people = list(Person.objects.visible_to(hat).filter(pk__in=linked))
    look(people, by=hat, what=Looked.LIST)
    return people
