"""Who may give roles and take them away, by the hat worn."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Cover, Invitation, Membership, Service
from mutualaid.organisations.models.invitations import InvitationStatus
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.roles import AREA_WIDE_ROLES, ChampionLevel, Role

# What a service's manager looks after in it; strategic champions are the partnership's.
MANAGED_ROLES = (Role.PEER, Role.RECOVERY_CHAMPION, Role.KEYWORKER)
MANAGED_LEVELS = (ChampionLevel.THERAPEUTIC, ChampionLevel.COMMUNITY)


def can_list_people(hat: Hat) -> bool:
    return hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR, Role.SERVICE_MANAGER)


def can_invite(hat: Hat) -> bool:
    """Whether there is any role that this hat may offer."""
    return bool(roles_to_offer(hat))


def roles_to_offer(hat: Hat) -> tuple[Role, ...]:
    """The roles that this hat may offer somewhere."""
    if hat.is_one_of(Role.AREA_ADMINISTRATOR):
        return tuple(Role)
    return MANAGED_ROLES if hat.is_one_of(Role.SERVICE_MANAGER) else ()


def levels_to_offer(hat: Hat) -> tuple[ChampionLevel, ...]:
    """The levels of champions that this hat may offer."""
    if hat.is_one_of(Role.AREA_ADMINISTRATOR):
        return tuple(ChampionLevel)
    return MANAGED_LEVELS if hat.is_one_of(Role.SERVICE_MANAGER) else ()


def can_offer(hat: Hat, role: str, service: Service | None, level: str) -> bool:
    """Whether this hat may offer this role in this place."""
    if role not in roles_to_offer(hat) or level not in ("", *levels_to_offer(hat)):
        return False
    if service is None:
        return role in AREA_WIDE_ROLES
    return role not in AREA_WIDE_ROLES and _reaches(hat, service)


def _reaches(hat: Hat, service: Service) -> bool:
    if hat.is_one_of(Role.AREA_ADMINISTRATOR):
        return service.area_id == hat.area_id
    return hat.is_one_of(Role.SERVICE_MANAGER) and service.pk == hat.service_id


def capacities(hat: Hat, given: Membership | Invitation) -> frozenset[Mover]:
    """As whom this hat may move a role or an invitation, in the words of the tables."""
    if given.area_id != hat.area_id:
        return frozenset()
    found = set()
    if hat.is_one_of(Role.AREA_ADMINISTRATOR):
        found |= {Mover.ADMINISTRATOR, Mover.SECOND_PERSON}
    if hat.is_one_of(Role.SERVICE_MANAGER) and given.service_id == hat.service_id:
        found.add(Mover.SECOND_PERSON)
        if _is_managed(given):
            found.add(Mover.MANAGER)
    if isinstance(given, Membership) and given.user_id == hat.user_id:
        found.add(Mover.ONESELF)
    return frozenset(found)


def _is_managed(given: Membership | Invitation) -> bool:
    level = given.champion_level
    return given.role in MANAGED_ROLES and level in ("", *MANAGED_LEVELS)


def can_end_role(hat: Hat, membership: Membership) -> bool:
    """One's own, or one that this hat looks after."""
    movers = Membership.movers(MembershipStatus.ENDED)
    return bool(capacities(hat, membership) & movers)


def can_turn_off(hat: Hat, membership: Membership) -> bool:
    movers = Membership.movers(MembershipStatus.SUSPENDED)
    return bool(capacities(hat, membership) & movers)


def can_turn_on(hat: Hat, membership: Membership) -> bool:
    movers = Membership.movers(MembershipStatus.ACTIVE)
    return bool(capacities(hat, membership) & movers)


def can_withdraw_invitation(hat: Hat, invitation: Invitation) -> bool:
    """Withdraw or send again; both belong to who could have invited."""
    movers = Invitation.movers(InvitationStatus.WITHDRAWN)
    return bool(capacities(hat, invitation) & movers)


def can_approve_invitation(hat: Hat, invitation: Invitation) -> bool:
    """By role; that it is a second person, the action makes sure of."""
    movers = Invitation.movers(InvitationStatus.REFUSED)
    return bool(capacities(hat, invitation) & movers)


def can_arrange_cover(hat: Hat, membership: Membership) -> bool:
    """For roles held in a service, by its manager or the area's administrator."""
    service = membership.service
    return service is not None and _reaches(hat, service)


def can_end_cover(hat: Hat, cover: Cover) -> bool:
    return can_arrange_cover(hat, cover.membership)
