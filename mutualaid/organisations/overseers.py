"""Who is told when somebody did what another person should look at: never that same person."""

from .models import Membership, Service
from .roles import Role


def overseers_of(service: Service, *, besides_user: int) -> list[Membership]:
    """The service's managers; where there is no other, the organisation's; else the auditors."""
    others = Membership.objects.active().filter(area=service.area_id)
    others = others.exclude(user=besides_user).with_everything().order_by("pk")
    managers = others.filter(role=Role.SERVICE_MANAGER)
    return (
        list(managers.filter(service=service))
        or list(managers.filter(organisation=service.organisation_id))
        or list(others.filter(role=Role.AUDITOR))
    )
