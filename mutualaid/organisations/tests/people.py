"""An area with somebody in each seat, for tests about people."""

from dataclasses import dataclass

from mutualaid.core.actor import Actor
from mutualaid.organisations import actions
from mutualaid.organisations.models import Area, Invitation, Membership, Service
from mutualaid.organisations.roles import Role

from . import factories

PASSWORD = "four-quiet-otters-57"


@dataclass(frozen=True)
class Staff:
    """Two administrators, and a manager and two keyworkers of one service."""

    area: Area
    service: Service
    administrator: Membership
    other_administrator: Membership
    manager: Membership
    keyworker: Membership
    colleague: Membership


def staff() -> Staff:
    # The host of Django's test client, so that other areas may stand beside it.
    area = factories.area(host="testserver")
    service = factories.service(area)

    def somebody(role: Role) -> Membership:
        place = {"service": service} if role in SERVED else {}
        return factories.membership(role, area, **place)

    return Staff(
        area=area,
        service=service,
        administrator=somebody(Role.AREA_ADMINISTRATOR),
        other_administrator=somebody(Role.AREA_ADMINISTRATOR),
        manager=somebody(Role.SERVICE_MANAGER),
        keyworker=somebody(Role.KEYWORKER),
        colleague=somebody(Role.KEYWORKER),
    )


SERVED = {Role.SERVICE_MANAGER, Role.KEYWORKER}


def by(membership: Membership) -> Actor:
    return membership.hat().actor


def invited(staff: Staff, **given: object) -> Invitation:
    """An invitation of a keyworker by the first administrator, unless told otherwise."""
    usual = {
        "area": staff.area,
        "email": "new@northbridge.example",
        "name": "New Person",
        "role": Role.KEYWORKER,
        "service": staff.service,
        "by": by(staff.administrator),
    }
    return actions.invite_person(**{**usual, **given})


def an_administrator_invited(staff: Staff, **given: object) -> Invitation:
    """An invitation that needs no second person."""
    role = Role.AREA_ADMINISTRATOR
    return invited(staff, **{"role": role, "service": None, **given})
