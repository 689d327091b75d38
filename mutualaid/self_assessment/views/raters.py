"""Asking people to rate, their links, and taking them out."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.forms.places import PlainForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Service
from mutualaid.organisations.views.doing import done
from mutualaid.self_assessment.actions import inviting
from mutualaid.self_assessment.actions import raters as actions
from mutualaid.self_assessment.forms.raters import AddRaterForm, InviteForm, LinkForm
from mutualaid.self_assessment.letters import link_for
from mutualaid.self_assessment.models import Rater, Round
from mutualaid.self_assessment.permissions import can_lead_self_assessment
from mutualaid.self_assessment.presenters.rater_lines import present_raters, voice_of
from mutualaid.self_assessment.proposals import propose

from .rounds import LEAD, round_named

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@answers_forms
def invite_raters(request: StaffRequest, reference: str) -> HttpResponse:
    opened = _led(request, reference)
    posted = request.POST if request.method == "POST" else None
    form = InviteForm(posted, proposals=propose(opened))
    if form.is_valid() and done(
        form,
        inviting.invite_proposed,
        opened=opened,
        memberships=form.members(),
        services=form.services_chosen(),
        fellowships=form.fellowships_chosen(),
        by=request.hat,
    ):
        return redirect("invite_raters", opened.reference)
    return _raters_page(request, opened, form)


def _raters_page(
    request: StaffRequest, opened: Round, form: InviteForm, refusal: str = ""
) -> HttpResponse:
    raters = opened.raters.with_voices()
    context = {
        "form": form,
        "round": opened,
        "kinds": present_raters(raters, named=True),
        "refusal": refusal,
    }
    return render(request, "self_assessment/invite_raters.jinja", context)


@answers_forms
def add_rater(request: StaffRequest, reference: str) -> HttpResponse:
    opened = _led(request, reference)
    services = Service.objects.visible_to(request.hat).open()
    posted = request.POST if request.method == "POST" else None
    form = AddRaterForm(posted, services=list(services))
    if form.is_valid() and done(
        form, actions.add_rater, opened=opened, by=request.hat, **form.given()
    ):
        return redirect("invite_raters", opened.reference)
    context = {"form": form, "round": opened}
    return render(request, "self_assessment/add_rater.jinja", context)


@answers_forms
def renew_rater_link(request: StaffRequest, reference: str, rater: str) -> HttpResponse:
    found = _rater(request, reference, rater)
    form = LinkForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "round": found.round,
        "rater": found,
        "voice": voice_of(found, named=True),
        "link": "",
        "is_posted": False,
    }
    if form.is_valid():
        context |= _new_link(request, found, form)
    return render(request, "self_assessment/renew_rater_link.jinja", context)


def _new_link(
    request: StaffRequest, rater: Rater, form: LinkForm
) -> dict[str, str | bool]:
    """What the page says of it: posted, or shown this once; nothing where it was refused."""
    to = form.cleaned_data["to"]
    try:
        if to:
            actions.post_link(rater=rater, to=to, by=request.hat)
            return {"is_posted": True}
        token = actions.give_link(rater=rater, by=request.hat)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return {}
    return {"link": link_for(rater, token)}


@answers_forms
def withdraw_rater(request: StaffRequest, reference: str, rater: str) -> HttpResponse:
    found = _rater(request, reference, rater)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, actions.withdraw_rater, rater=found, by=request.hat
    ):
        return redirect("invite_raters", found.round.reference)
    context = {
        "form": form,
        "round": found.round,
        "voice": voice_of(found, named=True),
    }
    return render(request, "self_assessment/withdraw_rater.jinja", context)


@require_POST
def name_fellowship(request: StaffRequest, reference: str, rater: str) -> HttpResponse:
    found = _rater(request, reference, rater)
    is_named = request.POST.get("named") == "yes"
    try:
        actions.name_fellowship(
            rater=found, wishes_to_be_named=is_named, by=request.hat
        )
    except Refused as refused:
        form = InviteForm(None, proposals=propose(found.round))
        return _raters_page(request, found.round, form, refused.sentence)
    return redirect("invite_raters", found.round.reference)


def _led(request: StaffRequest, reference: str) -> Round:
    """A round of the area, for whoever leads it."""
    opened = round_named(request, reference)
    require(can_lead_self_assessment(request.hat), LEAD)
    return opened


def _rater(request: StaffRequest, reference: str, rater: str) -> Rater:
    opened = _led(request, reference)
    return get_object_or_404(opened.raters.with_everything(), reference=rater)
