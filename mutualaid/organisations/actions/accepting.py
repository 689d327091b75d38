"""Taking up an invitation, by whoever holds its link and reads its address."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.accounts.actions import make_account
from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Invitation, InvitationLink
from mutualaid.organisations.models.invitation_links import LinkState
from mutualaid.organisations.models.invitations import InvitationStatus

from .memberships import begin
from .persons import has_address, take_turns


@transaction.atomic
def accept_with_new_account(
    *, link: InvitationLink, name: str, password: str, by: Actor
) -> Invitation:
    """Make the account of an address that has none, and accept; both or neither.

    The link came by mail, so the address is known to be theirs.
    """
    link = _opened(link)
    email = link.invitation.email
    user = make_account(email=email, name=name, password=password, by=by)
    return _accept(link.invitation, user, Actor(token=user.token))


@transaction.atomic
def accept_invitation(*, link: InvitationLink, user: User, by: Actor) -> Invitation:
    """Accept as somebody who has an account with the address that was invited."""
    return _accept(_opened(link).invitation, user, by)


def _opened(link: InvitationLink) -> InvitationLink:
    """The link as it stands once nobody else changes it; Refused where it leads nowhere."""
    take_turns(link.area_id)
    links = InvitationLink.objects.select_related(
        "invitation__area",
        "invitation__service__organisation",
        "invitation__invited_by",
    )
    link = links.get(pk=link.pk)
    state = link.state()
    if state is not LinkState.OPEN:
        raise Refused(str(state.label))
    return link


def _accept(invitation: Invitation, user: User, by: Actor) -> Invitation:
    _refuse_wrong_person(invitation, user)
    now = clock.now()
    invitation.accepted_by, invitation.accepted_at = user, now
    invitation.updated_at = now
    if invitation.needs_second_person():
        invitation.become(InvitationStatus.ACCEPTED)
        invitation.save()
    else:
        complete(invitation)
    record(
        act="organisations.accept_invitation",
        by=by,
        subject=f"invitation:{invitation.reference}",
        detail={"role": invitation.role, "status": invitation.status},
        area_id=invitation.area_id,
    )
    return invitation


def _refuse_wrong_person(invitation: Invitation, user: User) -> None:
    if not has_address(user, invitation.email):
        raise Refused(_("This invitation is for another e-mail address than yours."))
    if user.pk == invitation.invited_by_id:
        raise Refused(_("You sent this invitation. Nobody can give themselves a role."))
    if user.pk == invitation.approved_by_id:
        raise Refused(
            _("You approved this invitation. Nobody can approve a role for themselves.")
        )


def complete(invitation: Invitation) -> None:
    """Turn an invitation that has everybody's word into the role."""
    invitation.become(InvitationStatus.COMPLETE)
    assert invitation.accepted_by is not None  # noqa: S101
    invitation.membership = begin(
        invitation.accepted_by,
        invitation.area,
        invitation.role,
        invitation.service,
        invitation.champion_level,
    )
    invitation.save()
