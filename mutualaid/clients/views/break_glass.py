"""Opening one record in an emergency; who is told, and who looks at it afterwards."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.accounts.actions import check_second_factor
from mutualaid.accounts.callers import caller_of
from mutualaid.accounts.proving import (
    has_fresh_proof,
    note_fresh_proof,
    spend_fresh_proof,
)
from mutualaid.clients.actions import break_glass as actions
from mutualaid.clients.emergencies import client_for_emergency
from mutualaid.clients.forms.break_glass import EmergencyForm, ReviewForm
from mutualaid.clients.models import BreakGlass
from mutualaid.clients.permissions import (
    can_break_glass,
    can_list_break_glass,
    can_review_break_glass,
)
from mutualaid.clients.presenters.break_glass import (
    present_emergencies,
    present_emergency,
)
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

MOST_LISTED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: StaffRequest) -> HttpResponse:
    require(can_break_glass(request.hat), "break_glass")
    posted = request.POST if request.method == "POST" else None
    form = EmergencyForm(posted, is_proved=has_fresh_proof(request))
    if form.is_valid() and _is_proved(request, form):
        opened = _opened(request, form)
        if opened:
            return redirect("show_client", opened.client.reference)
    return render(request, "clients/break_glass.jinja", {"form": form})


def _is_proved(request: StaffRequest, form: EmergencyForm) -> bool:
    """Whether a second factor was given for this; one opens one record, within five minutes."""
    if form.is_proved:
        return True
    given = {name: form.cleaned_data[name] for name in ("code", "credential")}
    try:
        kind = check_second_factor(
            user=request.user, caller=caller_of(request), **given
        )
    except Refused as refusal:
        form.add_error("code", refusal.sentence)
        return False
    note_fresh_proof(request, request.user, kind)
    form.is_proved = True
    return True


def _opened(request: StaffRequest, form: EmergencyForm) -> BreakGlass | None:
    given = form.cleaned_data
    client = client_for_emergency(given["client"], by=request.hat)
    if client is None:
        actions.miss_break_glass(by=request.hat)
        form.add_error("client", _no_such_client())
        return None
    try:
        opened = actions.break_glass(
            client=client,
            reason=given["reason"],
            words=given["words"],
            by=request.hat,
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None
    spend_fresh_proof(request)
    return opened


def _no_such_client() -> str:
    return gettext(
        "This finds no one client of your service. Check the reference; a name has to be "
        "whole, and a name that two clients share finds neither."
    )


@require_safe
def list_break_glass(request: StaffRequest) -> HttpResponse:
    hat = request.hat
    require(can_list_break_glass(hat), "list_break_glass")
    seen = BreakGlass.objects.visible_to(hat).with_everything()
    emergencies = list(seen.waiting_first()[:MOST_LISTED])
    look(list({each.client.person for each in emergencies}), by=hat, what=Looked.LIST)
    context = {
        "rows": present_emergencies(emergencies, hat),
        "most": MOST_LISTED,
        "is_manager": can_review_break_glass(hat),
    }
    return render(request, "clients/list_break_glass.jinja", context)


@require_POST
def see_break_glass(request: StaffRequest, reference: str) -> HttpResponse:
    emergency = _find(request.hat, reference)
    actions.see_break_glass(emergency=emergency, by=request.hat)
    return redirect("list_break_glass")


@require_http_methods(["GET", "HEAD", "POST"])
def review_break_glass(request: StaffRequest, reference: str) -> HttpResponse:
    hat = request.hat
    emergency = _find(hat, reference)
    require(can_review_break_glass(hat), "review_break_glass")
    posted = request.POST if request.method == "POST" else None
    form = ReviewForm(posted)
    review = partial(actions.review_break_glass, emergency=emergency, by=hat)
    if form.is_valid() and done(form, review, **form.cleaned_data):
        return redirect("list_break_glass")
    look([emergency.client.person], by=hat, what=Looked.REVIEW)
    context = {"form": form, "emergency": present_emergency(emergency, hat)}
    return render(request, "clients/review_break_glass.jinja", context)


def _find(hat: Hat, reference: str) -> BreakGlass:
    seen = BreakGlass.objects.visible_to(hat).with_everything()
    return get_object_or_404(seen, reference=reference)
