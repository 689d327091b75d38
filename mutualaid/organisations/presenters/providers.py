"""Organisations with their services, as the list shows them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system.dates import full_date
from mutualaid.organisations.empty_seats import EMPTY, Seats
from mutualaid.organisations.models import Organisation, Service
from mutualaid.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation or a service, with what an administrator should know of it.

    `closing` says since or from when it is closed, `missing` who is wanted in it.
    """

    name: str
    reference: str
    closing: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationPlace(Place):
    """An organisation with its services."""

    services: list[Place] = field(default_factory=list)


def present_organisations(
    organisations: Iterable[Organisation],
    services: Iterable[Service],
    *,
    closed: bool,
    empty: Mapping[int, Seats] = MappingProxyType({}),
) -> list[OrganisationPlace]:
    """Every organisation; those that are closed already only where `closed` asks for them.

    `empty` are the seats to be filled, by the primary key of the service.
    """
    by_organisation = defaultdict(list)
    for service in services:
        if closed or not is_closed(service.closed_on):
            by_organisation[service.organisation_id].append(
                _place(service, empty.get(service.pk))
            )
    return [
        OrganisationPlace(
            name=one.name,
            reference=one.reference,
            closing=closing(one.closed_on),
            services=by_organisation[one.pk],
        )
        for one in organisations
        if closed or not is_closed(one.closed_on)
    ]


def is_closed(closed_on: date | None) -> bool:
    """Whether the first closed day has come."""
    return closed_on is not None and closed_on <= clock.today()


def closing(closed_on: date | None) -> str:
    """In words, or nothing for what is open."""
    if closed_on is None:
        return ""
    if is_closed(closed_on):
        return gettext("Closed since %(day)s") % {"day": full_date(closed_on)}
    return gettext("Closes from %(day)s") % {"day": full_date(closed_on)}


def lost_roles(counts: Mapping[str, int]) -> list[str]:
    """What people lose, a line for each role."""
    return [
        ngettext("%(role)s: %(n)d person", "%(role)s: %(n)d people", number)
        % {"role": Role(role).label, "n": number}
        for role, number in counts.items()
    ]


def _place(service: Service, empty: Seats | None) -> Place:
    closed = closing(service.closed_on)
    missing = str(EMPTY[empty]) if empty and not closed else ""
    return Place(service.name, service.reference, closed, missing)
