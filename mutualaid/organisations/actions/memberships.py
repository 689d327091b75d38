"""Roles: begun by an invitation or by the system, ended by those who look after them."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import Role

from .persons import take_turns

SYSTEM = "system"


@transaction.atomic
def give_role(
    *,
    user: User,
    area: Area,
    role: str,
    by: Actor,
    service: Service | None = None,
    champion_level: str = "",
) -> Membership:
    """A role without an invitation; for the system alone, as where an area is set up.

    Raises Refused for a person: they invite, and cannot give roles past the second person.
    """
    if by.role != SYSTEM:
        raise Refused(_("Roles are given by invitation."))
    take_turns(area.pk)
    membership = begin(user, area, role, service, champion_level)
    record(
        act="organisations.give_role",
        by=by,
        subject=user.token,
        detail={"role": role, "membership": membership.reference},
        area_id=area.pk,
    )
    return membership


def begin(
    user: User, area: Area, role: str, service: Service | None, champion_level: str
) -> Membership:
    """Write the membership; Refused where the place is closed or the role held already."""
    refuse_closed(service)
    if Membership.objects.held().in_place(area, role, service).filter(user=user):
        raise Refused(_("This person holds the role there already."))
    now = clock.now()
    return Membership.objects.create(
        area=area,
        user=user,
        role=role,
        organisation=service.organisation if service else None,
        service=service,
        champion_level=champion_level,
        created_at=now,
        updated_at=now,
    )


def refuse_closed(service: Service | None) -> None:
    """Raise Refused where the service, or its organisation, is closed."""
    if service is None:
        return
    closed_on = service.closed_on or service.organisation.closed_on
    if closed_on and closed_on <= clock.today():
        raise Refused(_("This service is closed, so nobody can begin a role there."))


@transaction.atomic
def end_role(*, membership: Membership, by: Actor) -> Membership:
    """End one role now; the next request under this hat is turned away."""
    take_turns(membership.area_id)
    membership = Membership.objects.with_everything().get(pk=membership.pk)
    end(membership)
    record(
        act="organisations.end_role",
        by=by,
        subject=membership.user.token,
        detail={"role": membership.role, "membership": membership.reference},
        area_id=membership.area_id,
    )
    return membership


def end(membership: Membership) -> None:
    """Write the end of a role that was read in turn."""
    now = clock.now()
    refuse_last_administrator(membership)
    membership.become(MembershipStatus.ENDED)
    membership.ended_at = membership.updated_at = now
    membership.save(update_fields=["status", "ended_at", "updated_at"])


def refuse_last_administrator(membership: Membership) -> None:
    """Raise Refused where the area would be left without anybody to look after accounts."""
    if membership.role != Role.AREA_ADMINISTRATOR:
        return
    others = Membership.objects.active().in_place(
        membership.area, Role.AREA_ADMINISTRATOR, None
    )
    if not others.exclude(user=membership.user_id).exists():
        raise Refused(
            _(
                "This is the area’s only administrator. Invite another one first; "
                "once they have accepted, this role can end."
            )
        )
