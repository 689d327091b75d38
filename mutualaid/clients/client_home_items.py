"""What waits about one's clients: who came, who went, and whom to ask how it went."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Look, Looked

from .caseload_list import Shown, in_part
from .models import Caseload, Client, ClientStatus, Commitment
from .own_clients import own_clients

TODAY, SOON = 0, 10
SAID_FOR = timedelta(days=7)


@register(Role.KEYWORKER)
def clients_handed_to_me(hat: Hat) -> Iterator[HomeItem]:
    """Until they are opened for the first time."""
    opened = Look.objects.filter(
        person=OuterRef("client"),
        membership=hat.membership_id,
        what=Looked.RECORD,
        looked_at__gte=OuterRef("started_at"),
    )
    if n := Caseload.objects.of(hat).exclude(Exists(opened)).count():
        words = ngettext(
            "%(n)d client is newly yours, and you have not opened the record yet.",
            "%(n)d clients are newly yours, and you have not opened their records yet.",
            n,
        )
        yield _item(words, n, gettext("See your clients"), TODAY)


@register(Role.KEYWORKER)
def clients_handed_on(hat: Hat) -> Iterator[HomeItem]:
    """For a week: who is a colleague's now. Their reference is no longer one's own to see."""
    others = Caseload.objects.open().filter(client=OuterRef("client"))
    gone = Caseload.objects.filter(
        membership=hat.membership_id,
        ended_at__gte=clock.now() - SAID_FOR,
        client__status=ClientStatus.ACTIVE,
    ).filter(Exists(others.exclude(membership=hat.membership_id)))
    if n := gone.values("client").distinct().count():
        words = ngettext(
            "%(n)d client of yours went to a colleague this week.",
            "%(n)d clients of yours went to colleagues this week.",
            n,
        )
        yield _item(words, n, gettext("See who is with you now"), SOON)


@register(Role.KEYWORKER)
def meetings_to_ask_about(hat: Hat) -> Iterator[HomeItem]:
    """Of one's own clients, and of those whom one stands in for."""
    if not (mine := own_clients(hat)):
        return
    over = Commitment.objects.filter(client__in=mine).unanswered(clock.today())
    if n := over.count():
        words = ngettext(
            "%(n)d planned meeting is over: ask how it went.",
            "%(n)d planned meetings are over: ask how they went.",
            n,
        )
        address = reverse("list_commitments")
        yield _item(words, n, gettext("See whom to ask"), TODAY, address)


@register(Role.SERVICE_MANAGER)
def clients_without_keyworker(hat: Hat) -> Iterator[HomeItem]:
    """Whose keyworker has left, or was turned off. Where no records are kept, nobody is asked."""
    if not Client.objects.filter(service=hat.service_id).active().exists():
        return
    if n := in_part(hat, Shown.WITHOUT).count():
        words = ngettext(
            "%(n)d client has no keyworker who works here.",
            "%(n)d clients have no keyworker who works here.",
            n,
        )
        address = f"{reverse('list_clients')}?show={Shown.WITHOUT.value}"
        yield _item(words, n, gettext("Give them a keyworker"), TODAY, address)


def _item(words: str, n: int, action: str, order: int, address: str = "") -> HomeItem:
    return HomeItem(
        words=words % {"n": n},
        address=address or reverse("list_clients"),
        action=action,
        order=order,
    )
