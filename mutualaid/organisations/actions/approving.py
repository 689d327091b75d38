"""The second person's word on roles that read something of clients."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.letters import post_approval
from mutualaid.organisations.models import Invitation
from mutualaid.organisations.models.invitations import InvitationStatus

from .accepting import complete
from .invitations import close, read_in_turn
from .persons import has_address, person_of


@transaction.atomic
def approve_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """Agree to somebody else's invitation of a third person, before or after they accept."""
    invitation = read_in_turn(invitation)
    approver = _second_person(invitation, by)
    _refuse_what_needs_none(invitation)
    invitation.approved_by, invitation.approved_at = approver, clock.now()
    invitation.updated_at = clock.now()
    if invitation.status == InvitationStatus.ACCEPTED:
        complete(invitation)
        post_approval(invitation)
    else:
        invitation.save()
    _record("organisations.approve_invitation", invitation, by)
    return invitation


@transaction.atomic
def refuse_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """Say no; the invitation ends, whether or not it was accepted."""
    invitation = read_in_turn(invitation)
    _second_person(invitation, by)
    close(invitation, InvitationStatus.REFUSED)
    _record("organisations.refuse_invitation", invitation, by)
    return invitation


def _second_person(invitation: Invitation, by: Actor) -> User:
    """Who speaks; Refused unless it is neither the inviter nor the invited."""
    person = person_of(by)
    if person is None:
        raise Refused(_("The second word on an invitation is a person’s."))
    if person.pk == invitation.invited_by_id:
        raise Refused(
            _("You sent this invitation, so somebody else must have the second word.")
        )
    if person.pk == invitation.accepted_by_id or has_address(person, invitation.email):
        raise Refused(
            _("This invitation is for you, so somebody else must have the second word.")
        )
    return person


def _refuse_what_needs_none(invitation: Invitation) -> None:
    if not invitation.may_become(InvitationStatus.COMPLETE):
        raise Refused(str(Invitation.STANDS[invitation.status]))
    if invitation.approved_at:
        raise Refused(_("This invitation has been approved already."))
    if not invitation.needs_second_person():
        raise Refused(_("This role needs no second person."))
    if invitation.has_run_out():
        raise Refused(
            _(
                "This invitation has run out. It can be approved once its link has "
                "been sent again."
            )
        )


def _record(act: str, invitation: Invitation, by: Actor) -> None:
    record(
        act=act,
        by=by,
        subject=f"invitation:{invitation.reference}",
        detail={"role": invitation.role, "status": invitation.status},
        area_id=invitation.area_id,
    )
