"""Naming who receives concerns, by the area's administrator, who never reads one."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.safeguarding.models import LeadPosition, SafeguardingLead
from mutualaid.safeguarding.permissions import can_be_lead


@transaction.atomic
def appoint_lead(
    *,
    membership: Membership,
    service: Service | None,
    position: LeadPosition,
    by: Hat,
) -> SafeguardingLead:
    """Name somebody as lead or deputy of a service, or of the area where `service` is None.

    Raises Refused where they may not be, or the place is taken.
    """
    # One appointment at a time, so that two cannot both find the place free.
    Area.objects.select_for_update().get(pk=by.area_id)
    _refuse_who_cannot(membership, service, by)
    post = SafeguardingLead.objects.filter(
        area=by.area_id, service=service, ended_at=None
    )
    # A role that ended took the person away and left the place taken.
    in_force = SafeguardingLead.objects.in_force().values("pk")
    post.exclude(pk__in=in_force).update(ended_at=clock.now())
    if post.filter(membership__user=membership.user_id).exists():
        raise Refused(gettext("This person is named there already."))
    if position == LeadPosition.LEAD and post.filter(position=position).exists():
        raise Refused(gettext("There is a lead there already. End that time first."))
    lead = SafeguardingLead.objects.create(
        area_id=by.area_id,
        service=service,
        membership=membership,
        position=position,
        started_at=clock.now(),
    )
    _log("appoint_lead", lead, by)
    return lead


@transaction.atomic
def end_lead(*, lead: SafeguardingLead, by: Hat) -> SafeguardingLead:
    """End somebody's time. What lay with them lies with whoever else holds the post."""
    locked = SafeguardingLead.objects.select_for_update().get(pk=lead.pk)
    if locked.ended_at:
        raise Refused(gettext("That time has ended already."))
    locked.ended_at = clock.now()
    locked.save(update_fields=["ended_at"])
    _log("end_lead", locked, by)
    return locked


def _refuse_who_cannot(
    membership: Membership, service: Service | None, by: Hat
) -> None:
    if membership.user_id == by.user_id:
        raise Refused(gettext("Nobody names themselves. Ask another administrator."))
    if service and service.area_id != by.area_id:
        raise Refused(gettext("That service is not in this area."))
    here = Membership.objects.active().filter(pk=membership.pk, area=by.area_id)
    if not here.exists():
        raise Refused(gettext("This role is not held any more. Choose another person."))
    if can_be_lead(Role(membership.role), of_service=service is not None):
        return
    if service:
        raise Refused(gettext("A service’s lead or deputy is a service manager."))
    raise Refused(gettext("Administrators and auditors receive no concerns."))


def _log(act: str, lead: SafeguardingLead, by: Hat) -> None:
    detail = {
        "membership": lead.membership.reference,
        "position": lead.position,
        "service": lead.service.reference if lead.service else "",
    }
    record(
        act=f"safeguarding.{act}",
        by=by.actor,
        subject=f"safeguarding-lead:{lead.reference}",
        detail=detail,
        area_id=lead.area_id,
    )
