"""What waits about care sessions: one that was left open, one that is due, and whom to ask."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.clients.models import Caseload, ClientStatus
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role

from .follow_up_list import due_for
from .models import CareSession
from .models.sessions import CareSessionQuerySet

TODAY, SOON = 0, 10


@register(Role.KEYWORKER)
def sessions_left_open(hat: Hat) -> Iterator[HomeItem]:
    """Of one's own clients, begun before today and not finished."""
    left = _mine(hat).going_on().filter(held_on__lt=clock.today())
    if n := left.count():
        words = ngettext(
            "%(n)d session is still open from another day.",
            "%(n)d sessions are still open from another day.",
            n,
        )
        yield HomeItem(
            words=words % {"n": n},
            address=reverse("list_clients"),
            action=gettext("See your clients"),
            order=SOON,
        )


@register(Role.KEYWORKER)
def sessions_due(hat: Hat) -> Iterator[HomeItem]:
    """Whose next session was to be today or before, and has not begun."""
    later = CareSession.objects.filter(client=OuterRef("client"), pk__gt=OuterRef("pk"))
    due = _mine(hat).filter(~Exists(later), next_on__lte=clock.today())
    if n := due.filter(client__status=ClientStatus.ACTIVE).count():
        words = ngettext(
            "%(n)d client is due for their next session about mutual aid.",
            "%(n)d clients are due for their next session about mutual aid.",
            n,
        )
        yield HomeItem(
            words=words % {"n": n},
            address=reverse("list_clients"),
            action=gettext("See your clients"),
            order=TODAY,
        )


@register(Role.KEYWORKER)
def follow_ups_due(hat: Hat) -> Iterator[HomeItem]:
    """Whom to ask how it goes, 4, 12 or 26 weeks after."""
    if n := due_for(hat).count():
        words = ngettext(
            "%(n)d client is to be asked how it goes with mutual aid.",
            "%(n)d clients are to be asked how it goes with mutual aid.",
            n,
        )
        yield HomeItem(
            words=words % {"n": n},
            address=reverse("list_follow_ups"),
            action=gettext("See whom to ask"),
            order=TODAY,
        )


def _mine(hat: Hat) -> CareSessionQuerySet:
    mine = Caseload.objects.of(hat) | Caseload.objects.covered_by(hat)
    seen = CareSession.objects.visible_to(hat)
    return seen.filter(client__in=mine.values("client"))
