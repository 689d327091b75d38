"""Whom the page for inviting proposes: everybody of the area who is not asked yet."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from mutualaid.directory.models import Fellowship, Meeting
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.roles import Role

from .models import Rater, RaterKind, Round
from .permissions import RATERS

FITTING = frozenset(
    {Role.COMMISSIONER, Role.SERVICE_MANAGER, Role.SERVICE_USER_REPRESENTATIVE}
)


@dataclass(frozen=True, slots=True)
class Proposals:
    """By reference. `others` could be asked, and are not proposed."""

    people: dict[str, Membership]
    others: dict[str, Membership]
    services: dict[str, Service]
    fellowships: dict[str, Fellowship]

    def words_of(self, proposed: Any) -> str:
        """One of them as the list names it."""
        if isinstance(proposed, Membership):
            return gettext("%(name)s: %(role)s, %(place)s") % {
                "name": proposed.user.name,
                "role": proposed.role_name(),
                "place": proposed.place(),
            }
        return str(proposed)


def propose(opened: Round) -> Proposals:
    """Six queries, however many there are."""
    asked = list(opened.raters.taking_part().select_related("service"))
    members = _members(opened, asked)
    people = {key: each for key, each in members.items() if each.role in FITTING}
    spoken_for = {each.service_id for each in asked if each.kind == RaterKind.PROVIDER}
    spoken_for |= {each.service_id for each in people.values()}
    services = Service.objects.filter(area=opened.area_id).open()
    return Proposals(
        people=people,
        others={key: each for key, each in members.items() if key not in people},
        services={
            each.reference: each
            for each in services.order_by("name", "pk")
            if each.pk not in spoken_for
        },
        fellowships=_fellowships(opened, asked),
    )


def _members(opened: Round, asked: list[Rater]) -> dict[str, Membership]:
    rating = {each.membership_id for each in asked}
    active = Membership.objects.active().filter(area=opened.area_id, role__in=RATERS)
    found = active.with_everything().order_by(
        "role", "service__name", "user__name", "pk"
    )
    return {each.reference: each for each in found if each.pk not in rating}


def _fellowships(opened: Round, asked: list[Rater]) -> dict[str, Fellowship]:
    """Those with a meeting in the area's list. In the order of names, which favours nobody."""
    rating = {each.fellowship_id for each in asked}
    meetings = Meeting.objects.published().filter(area=opened.area_id)
    found = Fellowship.objects.filter(pk__in=meetings.values("fellowship"))
    return {
        each.reference: each
        for each in found.order_by("name", "pk")
        if each.pk not in rating
    }
