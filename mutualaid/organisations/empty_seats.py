"""Services in which nobody holds a role that every service needs."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .hats import Hat
from .models import Membership, Service
from .roles import Role

MANAGER, KEYWORKER = Role.SERVICE_MANAGER, Role.KEYWORKER
Seats = frozenset[Role]

EMPTY: dict[Seats, str | Promise] = {
    Seats({MANAGER}): _("No service manager"),
    Seats({KEYWORKER}): _("No keyworker"),
    Seats({MANAGER, KEYWORKER}): _("No service manager, no keyworker"),
}
EMPTY_IN: dict[Seats, str | Promise] = {
    Seats({MANAGER}): _("%(service)s has no service manager."),
    Seats({KEYWORKER}): _("%(service)s has no keyworker."),
    Seats({MANAGER, KEYWORKER}): _(
        "%(service)s has no service manager and no keyworker."
    ),
}


def empty_seats_in(hat: Hat, services: Iterable[Service]) -> dict[int, Seats]:
    """What is missing in each of these services, by its primary key; none that is complete."""
    there = set(
        Membership.objects.active()
        .filter(area=hat.area_id, role__in=[MANAGER, KEYWORKER])
        .values_list("service", "role")
        .distinct()
    )
    found = {
        service.pk: Seats(
            role
            for role in (MANAGER, KEYWORKER)
            if (service.pk, role.value) not in there
        )
        for service in services
    }
    return {pk: seats for pk, seats in found.items() if seats}
