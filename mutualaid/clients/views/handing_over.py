"""Giving a client to another keyworker, ending the work, and taking it up again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mutualaid.clients.actions import discharge as endings
from mutualaid.clients.actions import handing_over
from mutualaid.clients.actions.versions import Superseded
from mutualaid.clients.caseload_list import Shown
from mutualaid.clients.forms.identity import KeyworkerForm, VersionForm
from mutualaid.clients.models import Client, ClientStatus
from mutualaid.clients.permissions import can_hand_over, can_return_client
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.design_system.forms import Form
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Membership
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .clients import find_client_to_work_with, render_client
from .finding import find_seen, keyworkers_of

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@answers_forms
def hand_over_client(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_client_to_work_with(request, reference)
    require(can_hand_over(request.hat, client), "hand_over_client")
    if client.status != ClientStatus.ACTIVE:
        return render_client(request, client, problem=client.stands())
    form = _keyworker_form(request, client, _others(client))
    if _done(request, client, form, handing_over.hand_over):
        return redirect("list_clients")
    context = {"client": client, "form": form}
    look([client.person], by=request.hat, what=Looked.RECORD)
    return render(request, "clients/hand_over_client.jinja", context)


@answers_forms
def discharge_client(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_client_to_work_with(request, reference)
    require(can_hand_over(request.hat, client), "hand_over_client")
    if client.status != ClientStatus.ACTIVE:
        return render_client(request, client, problem=client.stands())
    posted = request.POST if request.method == "POST" else None
    form = VersionForm(posted, initial={"version": client.version})
    if _done(request, client, form, endings.discharge):
        return redirect("list_clients")
    coming = client.commitments.planned().count()
    context = {"client": client, "form": form, "planned": coming}
    look([client.person], by=request.hat, what=Looked.RECORD)
    return render(request, "clients/discharge_client.jinja", context)


@answers_forms
def return_client(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_client_to_work_with(request, reference)
    require(can_return_client(request.hat, client), "return_client")
    if client.status != ClientStatus.DISCHARGED:
        return render_client(request, client, problem=client.stands())
    form = _keyworker_form(request, client, keyworkers_of(client.service_id))
    if _done(request, client, form, endings.return_client):
        return redirect("show_client", reference)
    context = {"client": client, "form": form}
    look([client.person], by=request.hat, what=Looked.RECORD)
    return render(request, "clients/return_client.jinja", context)


def list_address(part: Shown) -> str:
    return f"{reverse('list_clients')}?show={part.value}"


def _keyworker_form(
    request: StaffRequest, client: Client, keyworkers: list[Membership]
) -> KeyworkerForm:
    posted = request.POST if request.method == "POST" else None
    initial = {"version": client.version}
    return KeyworkerForm(posted, keyworkers=keyworkers, initial=initial)


def _others(client: Client) -> list[Membership]:
    """The service's keyworkers but the one who has the client now."""
    now = set(client.caseloads.open().values_list("membership", flat=True))
    return [each for each in keyworkers_of(client.service_id) if each.pk not in now]


def _done(
    request: StaffRequest, client: Client, form: Form, action: Callable[..., Any]
) -> bool:
    """Whether it was carried out. Who was slower sees the choice again, and the new version."""
    if not form.is_valid():
        return False
    given = {"client": client, "version": form.cleaned_data["version"]}
    if keyworker := form.cleaned_data.get("keyworker"):
        given["to"] = keyworker
    try:
        action(**given, by=request.hat)
    except Superseded as refusal:
        newest = find_seen(request.hat, client.reference)
        form.data = {**form.data, "version": str(newest.version)}
        form.add_error(None, refusal.sentence)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
    return not form.errors
