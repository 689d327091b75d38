"""Inviting people, and the second person's word."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions
from mutualaid.organisations.forms.people import InvitationForm
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Invitation
from mutualaid.organisations.models.invitations import OPEN, InvitationStatus
from mutualaid.organisations.people_list import services_seen
from mutualaid.organisations.permissions.people import (
    can_approve_invitation,
    can_invite,
    can_list_people,
    can_offer,
    can_withdraw_invitation,
)
from mutualaid.organisations.presenters.people import (
    invitation_link,
    present_invitation,
    titled,
)
from mutualaid.organisations.second_persons import (
    has_second_person,
    is_only_administrator,
)

from .doing import done


@require_safe
def list_invitations(request: StaffRequest) -> HttpResponse:
    """The open ones and, below, those of the last weeks that are over."""
    require(can_list_people(request.hat), "organisations.list_invitations")
    seen = Invitation.objects.visible_to(request.hat).with_everything()
    context = {
        "open": _lines(seen.still_open().order_by("created_at", "pk")),
        "over": _lines(seen.lately_over().order_by("-updated_at", "pk")),
        "may_invite": can_invite(request.hat),
    }
    return render(request, "organisations/list_invitations.jinja", context)


def _lines(invitations) -> list:
    return [(invitation_link(one), present_invitation(one)) for one in invitations]


@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: StaffRequest) -> HttpResponse:
    hat = request.hat
    require(can_invite(hat), "organisations.invite_person")
    form = InvitationForm(
        request.POST or None, hat=hat, services=services_seen(hat).open()
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        place, level = given["service"], given["champion_level"]
        allowed = can_offer(hat, given["role"], place, level)
        require(allowed, "organisations.invite_person")
        by = hat.actor
        if done(form, actions.invite_person, area=request.area, by=by, **given):
            return redirect("list_invitations")
    context = {"form": form, "is_alone": is_only_administrator(hat)}
    return render(request, "organisations/invite_person.jinja", context)


def _in_scope(request: StaffRequest, reference: str) -> Invitation:
    seen = Invitation.objects.visible_to(request.hat).with_everything()
    return get_object_or_404(seen, reference=reference)


@require_safe
def show_invitation(request: StaffRequest, reference: str) -> HttpResponse:
    return _invitation_page(request, _in_scope(request, reference))


def _invitation_page(
    request: StaffRequest, invitation: Invitation, refusal: str = ""
) -> HttpResponse:
    hat = request.hat
    waits = invitation.status in OPEN and invitation.needs_second_person()
    may_speak = can_approve_invitation(hat, invitation)
    is_second = hat.user_id not in (invitation.invited_by_id, invitation.accepted_by_id)
    may_change = can_withdraw_invitation(hat, invitation)
    context = {
        "invitation": invitation,
        "title": titled(invitation),
        "state": present_invitation(invitation),
        "refusal": refusal,
        "waits": waits,
        "lacks_second": waits and not has_second_person(invitation),
        "may_approve": waits and may_speak and is_second,
        "may_resend": may_change and invitation.status == InvitationStatus.SENT,
        "may_withdraw": may_change and invitation.status in OPEN,
    }
    return render(request, "organisations/show_invitation.jinja", context)


def _move(
    request: StaffRequest, invitation: Invitation, action: Callable[..., Invitation]
) -> HttpResponse:
    try:
        action(invitation=invitation, by=request.hat.actor)
    except Refused as refused:
        invitation.refresh_from_db()
        return _invitation_page(request, invitation, refused.sentence)
    return redirect("show_invitation", invitation.reference)


@require_POST
def resend_invitation(request: StaffRequest, reference: str) -> HttpResponse:
    invitation = _in_scope(request, reference)
    allowed = can_withdraw_invitation(request.hat, invitation)
    require(allowed, "organisations.resend_invitation")
    return _move(request, invitation, actions.resend_invitation)


@require_POST
def withdraw_invitation(request: StaffRequest, reference: str) -> HttpResponse:
    invitation = _in_scope(request, reference)
    allowed = can_withdraw_invitation(request.hat, invitation)
    require(allowed, "organisations.withdraw_invitation")
    return _move(request, invitation, actions.withdraw_invitation)


@require_POST
def approve_invitation(request: StaffRequest, reference: str) -> HttpResponse:
    invitation = _in_scope(request, reference)
    allowed = can_approve_invitation(request.hat, invitation)
    require(allowed, "organisations.approve_invitation")
    return _move(request, invitation, actions.approve_invitation)


@require_POST
def refuse_invitation(request: StaffRequest, reference: str) -> HttpResponse:
    invitation = _in_scope(request, reference)
    allowed = can_approve_invitation(request.hat, invitation)
    require(allowed, "organisations.refuse_invitation")
    return _move(request, invitation, actions.refuse_invitation)
