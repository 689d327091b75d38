"""One client: adding, seeing, handing over, ending the work and taking it up again."""

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.clients.actions import clients as actions
from mutualaid.clients.client_page import read_client
from mutualaid.clients.forms.finding import NameReasonForm
from mutualaid.clients.forms.identity import NewClientForm
from mutualaid.clients.models import Client, RecordKeeping
from mutualaid.clients.page_links import links_from
from mutualaid.clients.permissions import (
    can_add_client,
    can_change_client,
    can_work_with_clients,
    must_say_why,
)
from mutualaid.clients.presenters.neighbours import neighbour_links
from mutualaid.core.access import require
from mutualaid.core.models import new_reference
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.privacy.rights.presenters.corrections import present_corrections

from .finding import find_seen, keyworkers_of, own_service, record_keeping_words
from .showing import page_shows_name

FORM_LIFE = 12 * 60 * 60
_signer = TimestampSigner(salt="mutualaid.clients: a new client's form")


@require_http_methods(["GET", "HEAD", "POST"])
def add_client(request: StaffRequest) -> HttpResponse:
    hat = request.hat
    require(can_add_client(hat), "add_client")
    if request.method != "POST" and not RecordKeeping.objects.is_on(hat.service_id):
        context = {"record_keeping": record_keeping_words(hat)}
        return render(request, "clients/no_records.jinja", context)
    form = NewClientForm(
        request.POST if request.method == "POST" else None,
        keyworkers=keyworkers_of(hat.service_id) if must_say_why(hat) else [],
        initial={"sent_as": _signer.sign(new_reference())},
    )
    if form.is_valid():
        reference = _sent_as(form)
        if Client.objects.visible_to(hat).filter(person__reference=reference).exists():
            return redirect("show_client", reference)
        if client := _added(request, form, reference):
            return redirect("show_client", client.reference)
    return render(request, "clients/add_client.jinja", {"form": form})


def _sent_as(form: NewClientForm) -> str:
    """The reference that this page was given; another for a page that is too old."""
    try:
        return _signer.unsign(form.cleaned_data["sent_as"], max_age=FORM_LIFE)
    except BadSignature:
        return new_reference()


def _added(request: StaffRequest, form: NewClientForm, reference: str) -> Client | None:
    try:
        return actions.add_client(
            service=own_service(request.hat),
            by=request.hat,
            identity=form.identity(),
            keyworker=form.chosen(),
            reference=reference,
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None


@require_safe
def show_client(request: StaffRequest, reference: str) -> HttpResponse:
    return render_client(request, find_client_to_work_with(request, reference))


@require_POST
def note_contact(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_client_to_work_with(request, reference)
    require(can_change_client(request.hat, client), "change_client")
    actions.note_contact(client=client, by=request.hat)
    return redirect("show_client", reference)


def find_client_to_work_with(request: StaffRequest, reference: str) -> Client:
    client = find_seen(request.hat, reference)
    require(can_work_with_clients(request.hat), "work_with_clients")
    return client


def render_client(
    request: StaffRequest, client: Client, **more: object
) -> HttpResponse:
    """Their own page; `more` is what a form that was sent from it has to say."""
    page = read_client(client, request.hat, with_name=page_shows_name(request, client))
    context = {
        "client": client,
        "page": page,
        "record_keeping": record_keeping_words(request.hat),
        "reason": None,
        "ask": NameReasonForm(),
        "problem": "",
        "neighbours": neighbour_links(client, request.hat),
        "links": list(links_from(client, request.hat)),
        "corrections": present_corrections(client.person),
        **more,
    }
    return render(request, "clients/show_client.jinja", context)
