"""What incidents ask of somebody on their first page: how many hours are left."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role
from mutualaid.privacy.countdown import PRESSING, STOPPED
from mutualaid.privacy.models import Incident

from .presenters import hours_words

URGENT, TODAY = -10, 0


@register(Role.SERVICE_MANAGER)
def incidents_waiting(hat: Hat) -> Iterator[HomeItem]:
    """Each with its hours, the nearest first: there are few, and each is its own work."""
    now = clock.now()
    rows = Incident.objects.visible_to(hat).open().order_by("aware_at")
    for row in rows:
        stands = row.countdown_at(now)
        if stands.clock in STOPPED:
            words = gettext("Incident %(reference)s is not closed yet")
        else:
            words = gettext("Incident %(reference)s: %(hours)s")
        yield HomeItem(
            words=words % {"reference": row.reference, "hours": hours_words(stands)},
            address=reverse("show_incident", args=[row.reference]),
            action=gettext("Work on incident %(reference)s")
            % {"reference": row.reference},
            order=URGENT if stands.clock in PRESSING else TODAY,
        )


@register(Role.AREA_ADMINISTRATOR)
def incidents_overdue(hat: Hat) -> Iterator[HomeItem]:
    """Only that time is running out somewhere, so that somebody rings the service."""
    now = clock.now()
    rows = Incident.objects.visible_to(hat).open().ticking()
    pressing = sum(row.countdown_at(now).clock in PRESSING for row in rows)
    if pressing:
        yield HomeItem(
            words=gettext("Incidents whose 72 hours press: %(count)d")
            % {"count": pressing},
            address=reverse("list_incidents"),
            action=gettext("See where"),
            order=URGENT,
        )
