"""A small area in which concerns can be raised, received and hidden."""

from dataclasses import dataclass
from typing import Any

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.models import (
    Concern,
    ConcernKind,
    LeadPosition,
    SafeguardingLead,
)

WORDS = "He raised his voice at her in the corridor."


def hat_of(membership: Membership) -> Hat:
    rows = Membership.objects.with_everything()
    with within(membership.area_id):
        return rows.get(pk=membership.pk).hat()


def a_lead(
    membership: Membership,
    service: Service | None,
    position: LeadPosition = LeadPosition.LEAD,
) -> SafeguardingLead:
    with within(membership.area_id):
        return SafeguardingLead.objects.create(
            area=membership.area,
            service=service,
            membership=membership,
            position=position,
            started_at=clock.now(),
        )


@dataclass
class World:
    """Two services; the first has a lead and a deputy, the area a lead."""

    area: Area
    service: Service
    other_service: Service
    manager: Membership  # of the service, and its lead
    other_manager: Membership  # of the other service, and deputy of the first
    commissioner: Membership  # the area's lead
    administrator: Membership
    writer: Membership
    colleague: Membership  # whom concerns are about
    lead: SafeguardingLead
    deputy: SafeguardingLead
    area_lead: SafeguardingLead

    def raises(self, **given: Any) -> Concern:
        """The writer raises a concern about the colleague, unless told otherwise."""
        by = given.pop("by", None) or hat_of(self.writer)
        usual: dict[str, Any] = {
            "kind": ConcernKind.SAFEGUARDING,
            "service": self.service,
            "about": [self.colleague.user],
            "words": WORDS,
        }
        with within(self.area.pk):
            return actions.raise_concern(by=by, **{**usual, **given})

    def may_read(self, membership: Membership, concern: Concern) -> bool:
        with within(self.area.pk):
            rows = Concern.objects.visible_to(hat_of(membership))
            return rows.filter(pk=concern.pk).exists()


def a_world(**of_area: Any) -> World:
    area = factories.area(**of_area)
    service, other = factories.service(area), factories.service(area)
    manager = factories.membership(Role.SERVICE_MANAGER, area, service=service)
    other_manager = factories.membership(Role.SERVICE_MANAGER, area, service=other)
    commissioner = factories.membership(Role.COMMISSIONER, area)
    return World(
        area=area,
        service=service,
        other_service=other,
        manager=manager,
        other_manager=other_manager,
        commissioner=commissioner,
        administrator=factories.membership(Role.AREA_ADMINISTRATOR, area),
        writer=factories.membership(Role.KEYWORKER, area, service=service),
        colleague=factories.membership(Role.KEYWORKER, area, service=service),
        lead=a_lead(manager, service),
        deputy=a_lead(other_manager, service, LeadPosition.DEPUTY),
        area_lead=a_lead(commissioner, None),
    )
