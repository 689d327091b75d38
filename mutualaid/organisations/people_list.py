"""Which people a hat sees, narrowed down and page by page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models.functions import Lower

from mutualaid.accounts.models import User

from .hats import Hat
from .models import Membership, Service
from .models.memberships import MembershipQuerySet, MembershipStatus
from .models.providers import ServiceQuerySet
from .roles import Role

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people, with the roles of each that this hat sees."""

    people: list[User]
    roles: dict[int, list[Membership]]
    total: int
    page: int
    pages: int


def find_people(hat: Hat, chosen: Mapping[str, str], page: str = "1") -> PeoplePage:
    """The people of whom a role fits; a page that is not there leads to the nearest."""
    fitting = _fitting(Membership.objects.visible_to(hat), chosen)
    found = User.objects.filter(pk__in=fitting.values("user"))
    if name := chosen.get("name", "").strip():
        found = found.filter(name__icontains=name)
    total = found.count()
    pages = max(-(-total // PAGE_SIZE), 1)
    number = min(max(int(page[:9]), 1), pages) if page.isdecimal() else 1
    start = (number - 1) * PAGE_SIZE
    people = list(found.order_by(Lower("name"), "pk")[start : start + PAGE_SIZE])
    return PeoplePage(people, _roles_of(hat, people, fitting), total, number, pages)


def _fitting(
    roles: MembershipQuerySet, chosen: Mapping[str, str]
) -> MembershipQuerySet:
    if status := chosen.get("status"):
        roles = roles.filter(status=status)
    else:
        roles = roles.exclude(status=MembershipStatus.ENDED)
    if role := chosen.get("role"):
        roles = roles.filter(role=role)
    if service := chosen.get("service"):
        roles = roles.filter(service__reference=service)
    return roles


def _roles_of(
    hat: Hat, people: list[User], fitting: MembershipQuerySet
) -> dict[int, list[Membership]]:
    """All their roles that have not ended, and the ended ones that were asked for."""
    seen = Membership.objects.visible_to(hat).filter(user__in=people)
    shown = seen.filter(pk__in=fitting.values("pk")) | seen.held()
    roles: dict[int, list[Membership]] = defaultdict(list)
    for role in shown.with_everything().order_by("role", "service__name", "pk"):
        roles[role.user_id].append(role)
    return roles


def services_seen(hat: Hat) -> ServiceQuerySet:
    """The services whose people this hat looks after: a manager's own, else the area's."""
    services = Service.objects.visible_to(hat)
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return services.filter(memberships=hat.membership_id)
    return services
