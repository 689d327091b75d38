"""Keeping a record to few, and who they are."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mutualaid.clients.actions import extra_private as actions
from mutualaid.clients.actions.versions import Superseded
from mutualaid.clients.forms.extra_private import (
    EndForm,
    GoneReaderForm,
    ReaderForm,
    ReadersForm,
)
from mutualaid.clients.models import Client
from mutualaid.clients.permissions import can_keep_private
from mutualaid.clients.readers import named_readers, possible_readers
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .finding import find_seen

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@answers_forms
def make_extra_private(request: StaffRequest, reference: str) -> HttpResponse:
    client = _find(request, reference)
    if client.is_extra_private:
        return _show(request, client)
    readers = list(possible_readers(client))
    form = ReadersForm(
        _posted(request), readers=readers, initial={"version": client.version}
    )
    if form.is_valid():
        given = {"readers": form.cleaned_data["readers"]}
        if _done(request, client, form, actions.make_extra_private, **given):
            return _onward(request, reference)
    look([client.person], by=request.hat, what=Looked.RECORD)
    context = {"client": client, "form": form}
    return render(request, "clients/make_extra_private.jinja", context)


@answers_forms
def name_reader(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_seen(request.hat, reference)
    may_keep = can_keep_private(request.hat, client)
    require(may_keep or request.method != "POST", "keep_private")
    form = ReaderForm(
        _posted(request),
        readers=_not_named(client),
        initial={"version": client.version},
    )
    if form.is_valid():
        given = {"reader": form.cleaned_data["reader"]}
        if _done(request, client, form, actions.name_reader, **given):
            return _onward(request, reference)
    return _show(request, client, form)


@require_POST
def remove_reader(request: StaffRequest, reference: str) -> HttpResponse:
    client = _find(request, reference)
    form = GoneReaderForm(request.POST)
    if not form.is_valid():
        return _show(request, client)
    readers = client.named_readers.select_related("membership")
    named = readers.filter(membership__reference=form.cleaned_data["reader"]).first()
    if named is None:
        return redirect("name_reader", reference)
    given = {"reader": named.membership}
    if _done(request, client, form, actions.remove_reader, **given):
        return _onward(request, reference)
    return _show(request, client, problem=str(form.non_field_errors()[0]))


@require_POST
def end_extra_private(request: StaffRequest, reference: str) -> HttpResponse:
    client = _find(request, reference)
    form = EndForm(request.POST)
    if form.is_valid() and _done(request, client, form, actions.end_extra_private):
        return redirect("show_client", reference)
    problem = str(next(iter(form.non_field_errors()), ""))
    return _show(request, client, problem=problem)


def _find(request: StaffRequest, reference: str) -> Client:
    client = find_seen(request.hat, reference)
    require(can_keep_private(request.hat, client), "keep_private")
    return client


def _posted(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(
    request: StaffRequest,
    client: Client,
    form: Form,
    action: Callable[..., Any],
    **given: Any,
) -> bool:
    """Whether it was carried out. Who was slower sees the choice again, and the new version."""
    version = form.cleaned_data["version"]
    try:
        action(client=client, version=version, by=request.hat, **given)
    except Superseded as refusal:
        newest = find_seen(request.hat, client.reference)
        form.data = request.POST.copy()
        form.data["version"] = str(newest.version)
        form.add_error(None, refusal.sentence)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
    return not form.errors


def _onward(request: StaffRequest, reference: str) -> HttpResponse:
    """To the list of who may read; whoever has just shut themselves out, to their clients."""
    try:
        find_seen(request.hat, reference)
    except Http404:
        return redirect("list_clients")
    return redirect("name_reader", reference)


def _not_named(client: Client) -> list[Any]:
    named = client.named_readers.values("membership")
    return list(possible_readers(client).exclude(pk__in=named))


def _show(
    request: StaffRequest, client: Client, form: Form | None = None, problem: str = ""
) -> HttpResponse:
    """Who may read now, and the ways to change that."""
    look([client.person], by=request.hat, what=Looked.RECORD)
    client = find_seen(request.hat, client.reference)
    initial = {"version": client.version}
    context = {
        "client": client,
        "named": named_readers(client),
        "may_keep": can_keep_private(request.hat, client),
        "form": form or ReaderForm(readers=_not_named(client), initial=initial),
        "problem": problem,
    }
    return render(request, "clients/name_reader.jinja", context)
