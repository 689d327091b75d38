"""Letters about incidents: that something waits, and never what. Others may read them."""

from django.utils.translation import gettext

from mutualaid.messages.mail import post
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Incident


def tell_managers(incident: Incident, *, but_not: int = 0) -> int:
    """Ask the service's managers to look; where there is none, the area's administrators."""
    here = Membership.objects.active().filter(area=incident.area_id)
    managers = here.filter(role=Role.SERVICE_MANAGER, service=incident.service_id)
    told = managers if managers.exists() else here.filter(role=Role.AREA_ADMINISTRATOR)
    others = told.exclude(pk=but_not).select_related("user")
    emails = sorted({each.user.email for each in others})
    for email in emails:
        post(
            to=email,
            subject=gettext("Something is waiting for you"),
            words=gettext(
                "Something is waiting for you, and it has a time limit. "
                "Sign in today to see it."
            ),
        )
    return len(emails)
