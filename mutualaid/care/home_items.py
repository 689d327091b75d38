"""What waits about care sessions: one that was left open, one that is due, and whom to ask."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.clients.models import ClientStatus
from mutualaid.clients.own_clients import own_clients
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role

from .models import CareSession, FollowUp

TODAY, SOON = 0, 10


@register(Role.KEYWORKER)
def sessions_and_follow_ups(hat: Hat) -> Iterator[HomeItem]:
    """Of one's own clients, and of those whom one stands in for."""
    if mine := own_clients(hat):
        yield from sessions_left_open(mine)
        yield from sessions_due(mine)
        yield from follow_ups_due(mine)


def sessions_left_open(clients: Sequence[int]) -> Iterator[HomeItem]:
    """Begun before today and not finished."""
    left = CareSession.objects.filter(client__in=clients).going_on()
    if n := left.filter(held_on__lt=clock.today()).count():
        words = ngettext(
            "%(n)d session is still open from another day.",
            "%(n)d sessions are still open from another day.",
            n,
        )
        yield _item(words, n, gettext("See your clients"), "list_clients", SOON)


def sessions_due(clients: Sequence[int]) -> Iterator[HomeItem]:
    """Whose next session was to be today or before, and has not begun."""
    later = CareSession.objects.filter(client=OuterRef("client"), pk__gt=OuterRef("pk"))
    due = CareSession.objects.filter(
        ~Exists(later),
        client__in=clients,
        client__status=ClientStatus.ACTIVE,
        next_on__lte=clock.today(),
    )
    if n := due.count():
        words = ngettext(
            "%(n)d client is due for their next session about mutual aid.",
            "%(n)d clients are due for their next session about mutual aid.",
            n,
        )
        yield _item(words, n, gettext("See your clients"), "list_clients", TODAY)


def follow_ups_due(clients: Sequence[int]) -> Iterator[HomeItem]:
    """Whom to ask how it goes, 4, 12 or 26 weeks after."""
    if n := FollowUp.objects.filter(client__in=clients).to_ask(clock.today()).count():
        words = ngettext(
            "%(n)d client is to be asked how it goes with mutual aid.",
            "%(n)d clients are to be asked how it goes with mutual aid.",
            n,
        )
        yield _item(words, n, gettext("See whom to ask"), "list_follow_ups", TODAY)


def _item(words: str, n: int, action: str, route: str, order: int) -> HomeItem:
    return HomeItem(
        words=words % {"n": n}, address=reverse(route), action=action, order=order
    )
