"""Whether there is anybody who could have the second word on an invitation."""

from django.db.models import Q

from .hats import Hat
from .models import Invitation, Membership
from .roles import Role


def has_second_person(invitation: Invitation) -> bool:
    """An administrator, or the service's manager, who neither invited nor is invited."""
    manager = Q(role=Role.SERVICE_MANAGER, service=invitation.service_id)
    who = Q(role=Role.AREA_ADMINISTRATOR)
    if invitation.service_id:
        who |= manager
    people = Membership.objects.active().filter(who, area=invitation.area_id)
    involved = Q(user=invitation.invited_by_id) | Q(user=invitation.accepted_by_id)
    return people.exclude(involved | Q(user__email__iexact=invitation.email)).exists()


def is_only_administrator(hat: Hat) -> bool:
    """Whether somebody who looks after the area does so alone."""
    if not hat.is_one_of(Role.AREA_ADMINISTRATOR):
        return False
    others = Membership.objects.active().filter(
        area=hat.area_id, role=Role.AREA_ADMINISTRATOR
    )
    return not others.exclude(user=hat.user_id).exists()
