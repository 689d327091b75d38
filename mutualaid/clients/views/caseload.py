"""The list of clients, with names after a press, and finding one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.clients.actions import naming
from mutualaid.clients.caseload_list import Shown, list_part
from mutualaid.clients.finding import find_client as find
from mutualaid.clients.forms.finding import FindClientForm, NameReasonForm
from mutualaid.clients.permissions import (
    can_add_client,
    can_work_with_clients,
    must_say_why,
)
from mutualaid.clients.presenters.caseload import part_links, present_clients
from mutualaid.clients.reading import names_of
from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest

from .finding import record_keeping_words
from .showing import let_list_show_names, list_shows_names

WORK = "work_with_clients"


@require_safe
def list_clients(request: StaffRequest) -> HttpResponse:
    require(can_work_with_clients(request.hat), WORK)
    return _list(request, NameReasonForm())


@require_POST
def show_names(request: StaffRequest) -> HttpResponse:
    """Turns names in the list on, from a manager with a reason, or off."""
    require(can_work_with_clients(request.hat), WORK)
    show = request.POST.get("show") != "no"
    form = NameReasonForm(request.POST if must_say_why(request.hat) else None)
    if show and must_say_why(request.hat) and not form.is_valid():
        return _list(request, form)
    if show:
        reason = form.cleaned_data["reason"] if form.is_bound else None
        naming.show_names(reason=reason, by=request.hat)
    let_list_show_names(request, show)
    return redirect(f"{reverse('list_clients')}?show={_part(request)}")


@require_http_methods(["GET", "HEAD", "POST"])
def find_client(request: StaffRequest) -> HttpResponse:
    require(can_work_with_clients(request.hat), WORK)
    form = FindClientForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = find(request.hat, form.cleaned_data["words"])
        if len(found) == 1:
            return redirect("show_client", found[0].reference)
    context = {"form": form, "found": found}
    return render(request, "clients/find_client.jinja", context)


def _list(request: StaffRequest, reason: NameReasonForm) -> HttpResponse:
    hat, shown = request.hat, list_shows_names(request)
    found = list_part(hat, _part(request), request.GET.get("page", "1"))
    names = names_of(found.clients, by=hat) if shown and found.clients else {}
    context = {
        "found": found,
        "rows": present_clients(found, names),
        "parts": part_links(hat, found.shown),
        "with_names": shown,
        "with_keyworker": must_say_why(hat) or found.shown is Shown.COVERED,
        "reason": reason,
        "must_say_why": must_say_why(hat),
        "find": FindClientForm(),
        "may_add": can_add_client(hat),
        "record_keeping": record_keeping_words(hat),
        "address": lambda page: f"?show={found.shown.value}&page={page}",
    }
    return render(request, "clients/list_clients.jinja", context)


def _part(request: StaffRequest) -> str:
    given = request.POST.get("part") or request.GET.get("show", "")
    return given if given in set(Shown) else Shown.ACTIVE.value
