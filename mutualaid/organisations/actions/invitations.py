"""Inviting somebody, sending the link again, taking the invitation back."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.letters import link_for, post_invitation
from mutualaid.organisations.models import (
    Area,
    Invitation,
    InvitationLink,
    Membership,
    Service,
)
from mutualaid.organisations.models.invitation_links import hash_of
from mutualaid.organisations.models.invitations import InvitationStatus
from mutualaid.organisations.roles import Role

from .memberships import SYSTEM, refuse_closed
from .persons import has_address, person_of, take_turns

LASTS = timedelta(days=7)
TOKEN_BYTES = 32


@transaction.atomic
def invite_person(
    *,
    area: Area,
    email: str,
    name: str,
    role: str,
    by: Actor,
    service: Service | None = None,
    champion_level: str = "",
) -> Invitation:
    """Offer a role to whoever reads this address, by a link that works once.

    Nothing here asks whether the address has an account, so that nobody can find out.
    """
    invitation = _write(area, email, name, role, service, champion_level, by)
    post_invitation(invitation, _new_link(invitation))
    _record("organisations.invite_person", invitation, by)
    return invitation


@transaction.atomic
def invite_first_administrator(
    *, area: Area, email: str, name: str, by: Actor
) -> tuple[Invitation, str]:
    """The same for who sets an installation up, with the link to hand over; nothing is mailed.

    Raises Refused for a person, who could otherwise accept for somebody else.
    """
    if by.role != SYSTEM:
        raise Refused(_("Only the command line hands out links."))
    role = Role.AREA_ADMINISTRATOR
    invitation = _write(area, email, name, role, None, "", by)
    link = link_for(invitation, _new_link(invitation))
    _record("organisations.invite_person", invitation, by)
    return invitation, link


def _write(
    area: Area,
    email: str,
    name: str,
    role: str,
    service: Service | None,
    champion_level: str,
    by: Actor,
) -> Invitation:
    inviter = person_of(by)
    if inviter and has_address(inviter, email):
        raise Refused(_("This is your own address. Nobody can give themselves a role."))
    take_turns(area.pk)
    refuse_closed(service)
    _refuse_twice(area, email, role, service)
    now = clock.now()
    return Invitation.objects.create(
        area=area,
        email=email,
        name=name,
        role=role,
        organisation=service.organisation if service else None,
        service=service,
        champion_level=champion_level,
        expires_at=now + LASTS,
        invited_by=inviter,
        created_at=now,
        updated_at=now,
    )


def _refuse_twice(area: Area, email: str, role: str, service: Service | None) -> None:
    """Both may be known: who could invite here reads who holds roles here."""
    open_ones = Invitation.objects.still_open().filter(
        area=area, email__iexact=email, role=role, service=service
    )
    if open_ones.exists():
        raise Refused(
            _(
                "There is an invitation to this address for this role already. "
                "You can send its link again from the list of invitations."
            )
        )
    held = Membership.objects.held().in_place(area, role, service)
    if held.filter(user__email__iexact=email).exists():
        raise Refused(_("Somebody with this address holds this role here already."))


def _new_link(invitation: Invitation) -> str:
    """A token of 256 bits, of which only the hash stays; every older link stops working."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation.links.update(is_replaced=True)
    InvitationLink.objects.create(
        area=invitation.area, invitation=invitation, token_hash=hash_of(token)
    )
    return token


def _record(act: str, invitation: Invitation, by: Actor) -> None:
    record(
        act=act,
        by=by,
        subject=f"invitation:{invitation.reference}",
        detail={
            "role": invitation.role,
            "service": invitation.service.reference if invitation.service else "",
        },
        area_id=invitation.area_id,
    )


def read_in_turn(invitation: Invitation) -> Invitation:
    """The invitation as it stands once nobody else changes it."""
    take_turns(invitation.area_id)
    return Invitation.objects.with_everything().get(pk=invitation.pk)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """A new link for another seven days; the old one says that it was replaced."""
    invitation = read_in_turn(invitation)
    if invitation.status != InvitationStatus.SENT:
        raise Refused(str(Invitation.STANDS[invitation.status]))
    invitation.updated_at = clock.now()
    invitation.expires_at = invitation.updated_at + LASTS
    invitation.save(update_fields=["expires_at", "updated_at"])
    post_invitation(invitation, _new_link(invitation))
    _record("organisations.resend_invitation", invitation, by)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """Take it back; its link says so from now on."""
    invitation = read_in_turn(invitation)
    close(invitation, InvitationStatus.WITHDRAWN)
    _record("organisations.withdraw_invitation", invitation, by)
    return invitation


def close(invitation: Invitation, status: InvitationStatus) -> None:
    """Write the end of an invitation that was read in turn."""
    invitation.become(status)
    invitation.updated_at = clock.now()
    invitation.save(update_fields=["status", "updated_at"])
