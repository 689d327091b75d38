"""Who may own an action, and whether whoever owns one still can."""

from datetime import date

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.models.memberships import MembershipStatus

from .models import Action
from .permissions import OWNERS, can_lead_plan


def owners_offered_to(hat: Hat) -> list[Membership]:
    """The area's people, for a service's manager those of the service; by name."""
    here = Membership.objects.active().filter(area=hat.area_id, role__in=OWNERS)
    if not can_lead_plan(hat):
        here = here.filter(service=hat.service_id)
    return list(here.with_everything().order_by("user__name", "pk"))


def owners_of_actions(hat: Hat) -> list[Membership]:
    """Whoever owns one of the actions that the hat sees, to choose from."""
    owned = Action.objects.visible_to(hat).filter(owner__isnull=False)
    rows = Membership.objects.filter(pk__in=owned.values("owner"))
    return list(rows.select_related("user").order_by("user__name", "pk"))


def has_owner(action: Action, today: date) -> bool:
    """Wants `with_everything`. A body without an account counts; a role that is over does not."""
    return bool(action.owner_body) or (
        action.owner is not None and not is_over(action.owner, today)
    )


def is_over(owner: Membership, today: date) -> bool:
    """What `Membership.objects.active` leaves out, asked of one that is loaded."""
    closed = [
        place.closed_on
        for place in (owner.service, owner.organisation)
        if place and place.closed_on
    ]
    return (
        owner.status != MembershipStatus.ACTIVE
        or not owner.user.is_active
        or any(day <= today for day in closed)
    )
