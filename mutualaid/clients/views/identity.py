"""Who a client is: a manager's reason for the name, and putting it right."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mutualaid.clients.actions import identity as actions
from mutualaid.clients.actions import naming
from mutualaid.clients.actions.versions import Superseded
from mutualaid.clients.forms.finding import NameReasonForm
from mutualaid.clients.forms.identity import ChangedIdentityForm
from mutualaid.clients.models import Client
from mutualaid.clients.permissions import can_change_client
from mutualaid.clients.presenters.client import identity_facts
from mutualaid.clients.reading import TEXTS, Identity, identity_of
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest

from .clients import find_client_to_work_with, render_client
from .finding import find_seen
from .showing import let_page_show_name, page_shows_name


@require_POST
def show_name(request: StaffRequest, reference: str) -> HttpResponse:
    """Asked of whoever does not work with the client: why."""
    client = find_client_to_work_with(request, reference)
    form = NameReasonForm(request.POST)
    if not form.is_valid():
        return render_client(request, client, reason=form)
    naming.ask_name(client=client, reason=form.cleaned_data["reason"], by=request.hat)
    let_page_show_name(request, client)
    return redirect("show_client", reference)


@require_http_methods(["GET", "HEAD", "POST"])
def change_identity(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_client_to_work_with(request, reference)
    require(can_change_client(request.hat, client), "change_client")
    if not page_shows_name(request, client):
        return render_client(request, client, reason=NameReasonForm())
    now = identity_of(client, by=request.hat)
    posted = request.POST if request.method == "POST" else None
    form = ChangedIdentityForm(posted, initial=_initial(client, now))
    if form.is_valid():
        try:
            actions.change_identity(
                client=client,
                identity=form.identity(),
                version=form.cleaned_data["version"],
                by=request.hat,
            )
        except Superseded:
            return _show_both(request, reference)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("show_client", reference)
    return _render(request, client, form)


def _initial(client: Client, now: Identity) -> dict[str, object]:
    told = {name: getattr(now, name) for name in (*TEXTS, "format", "language")}
    return {**told, "version": client.version}


def _show_both(request: StaffRequest, reference: str) -> HttpResponse:
    """What was typed stays; what somebody else wrote stands above; saving again is a choice."""
    client = find_seen(request.hat, reference)
    posted = request.POST.copy()
    posted["version"] = str(client.version)
    form = ChangedIdentityForm(posted)
    meanwhile = identity_facts(identity_of(client, by=request.hat))
    return _render(request, client, form, meanwhile)


def _render(
    request: StaffRequest,
    client: Client,
    form: ChangedIdentityForm,
    meanwhile: object = (),
) -> HttpResponse:
    context = {"client": client, "form": form, "meanwhile": meanwhile}
    return render(request, "clients/change_identity.jinja", context)
