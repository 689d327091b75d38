"""Planning a meeting with a client, and saying what came of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.clients.actions import commitments as actions
from mutualaid.clients.actions.record_keeping import refuse_without_records
from mutualaid.clients.client_page import line_of
from mutualaid.clients.diary import read_diary
from mutualaid.clients.forms.commitments import LookForMeetingForm, MoveForm, PlanForm
from mutualaid.clients.meeting_choice import dates_to_choose, meetings_to_choose
from mutualaid.clients.models import (
    AFTERWARDS,
    Client,
    ClientStatus,
    Commitment,
    CommitmentStatus,
)
from mutualaid.clients.permissions import can_change_client, can_work_with_clients
from mutualaid.clients.presenters.commitments import meeting_title
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Meeting
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .clients import find_client_to_work_with, render_client

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def list_commitments(request: StaffRequest) -> HttpResponse:
    """What one's clients have planned, and whom to ask how it went."""
    require(can_work_with_clients(request.hat), "work_with_clients")
    context = {"diary": read_diary(request.hat)}
    return render(request, "clients/list_commitments.jinja", context)


@answers_forms
def plan_commitment(request: StaffRequest, reference: str) -> HttpResponse:
    """First a meeting, then one of its dates; both are sent, and stand in no address."""
    client = find_client_to_work_with(request, reference)
    require(can_change_client(request.hat, client), "change_client")
    if problem := _why_not(client):
        return render_client(request, client, problem=problem)
    look([client.person], by=request.hat, what=Looked.RECORD)
    if chosen := request.POST.get("meeting"):
        return _choose_date(request, client, chosen)
    form = LookForMeetingForm(request.POST if request.method == "POST" else None)
    choices = meetings_to_choose(form.asked(), request.area)
    context = {"client": client, "form": form, "choices": choices}
    return render(request, "clients/plan_commitment.jinja", context)


def _choose_date(request: StaffRequest, client: Client, chosen: str) -> HttpResponse:
    here = Meeting.objects.visible_to(request.hat).published().with_everything()
    meeting = get_object_or_404(here, reference=chosen)
    posted = request.POST if "on" in request.POST or "note" in request.POST else None
    form = PlanForm(posted, dates=dates_to_choose(meeting))
    if form.is_valid() and done(
        form,
        actions.plan,
        client=client,
        meeting=meeting,
        on=form.cleaned_data["on"],
        note=form.cleaned_data["note"],
        by=request.hat,
    ):
        return redirect("show_client", client.reference)
    context = {
        "client": client,
        "form": form,
        "meeting": meeting,
        "title": meeting_title(meeting),
    }
    return render(request, "clients/choose_date.jinja", context)


def _why_not(client: Client) -> str:
    """Why nothing can be planned with this client now."""
    if client.status != ClientStatus.ACTIVE:
        return client.stands()
    try:
        refuse_without_records(client.service_id)
    except Refused as refusal:
        return refusal.sentence
    return ""


@answers_forms
def move_commitment(request: StaffRequest, reference: str) -> HttpResponse:
    """Say what came of it, or put right what was said."""
    rows = Commitment.objects.visible_to(request.hat).with_everything()
    commitment = get_object_or_404(rows, reference=reference)
    client = find_client_to_work_with(request, commitment.client.reference)
    require(can_change_client(request.hat, client), "change_client")
    look([client.person], by=request.hat, what=Looked.RECORD)
    line = line_of(commitment)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        offered=_offered(commitment, line.has_begun),
        initial={"was": commitment.status, "note": line.note},
    )
    if form.is_valid() and done(
        form,
        actions.move_commitment,
        commitment=commitment,
        by=request.hat,
        **form.given(),
    ):
        return redirect("show_client", client.reference)
    context = {"client": client, "form": form, "line": line}
    return render(request, "clients/move_commitment.jinja", context)


def _offered(commitment: Commitment, has_begun: bool) -> list[CommitmentStatus]:
    """Where it may go from here; how it went only once it has begun."""
    table = commitment.TRANSITIONS[commitment.status]
    return [
        status
        for status in CommitmentStatus
        if status in table and (has_begun or status not in AFTERWARDS)
    ]
