"""What emergencies ask of somebody on their first page."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.indicators.release import shown
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role

from .models import BreakGlass, BreakGlassNotice, Client


@register(Role.SERVICE_MANAGER)
def emergencies_to_review(hat: Hat) -> Iterator[HomeItem]:
    """Of the service, or told of as the only other manager; those past their day come first."""
    told = Q(notices__membership=hat.membership_id) | Q(client__service=hat.service_id)
    waiting = BreakGlass.objects.visible_to(hat).filter(told).distinct().waiting()
    late = waiting.late().count()
    if late:
        words = ngettext(
            "%(n)d emergency should have been looked at by now",
            "%(n)d emergencies should have been looked at by now",
            late,
        )
        yield _item(words, late, gettext("Look now"), order=-10)
    if rest := waiting.count() - late:
        words = ngettext(
            "%(n)d record was opened in an emergency",
            "%(n)d records were opened in an emergency",
            rest,
        )
        yield _item(words, rest, gettext("Look at emergencies"), order=-5)


@register(Role.KEYWORKER)
def emergencies_of_own_clients(hat: Hat) -> Iterator[HomeItem]:
    """Until the keyworker has said that they saw it."""
    mine = BreakGlass.objects.visible_to(hat).values("pk")
    unseen = BreakGlassNotice.objects.filter(
        emergency__in=mine, membership=hat.membership_id, seen_at=None
    )
    if n := unseen.count():
        words = ngettext(
            "%(n)d record of yours was opened in an emergency",
            "%(n)d records of yours were opened in an emergency",
            n,
        )
        yield _item(words, n, gettext("Look at emergencies"), order=-5)


@register(Role.AUDITOR)
def emergencies_nobody_looked_at(hat: Hat) -> Iterator[HomeItem]:
    """Past their day, in the whole area; a small number is not told."""
    late = BreakGlass.objects.filter(area=hat.area_id).late().count()
    if late:
        number = shown(late)
        words = (
            gettext("A few emergencies have not been looked at in time")
            if number is None
            else gettext("About %(n)d emergencies have not been looked at in time")
            % {"n": number}
        )
        yield HomeItem(
            words=words,
            address=reverse("count_break_glass"),
            action=gettext("See how many there were"),
        )


@register(Role.SERVICE_MANAGER)
def records_without_reader(hat: Hat) -> Iterator[HomeItem]:
    """Extra-private clients whose keyworker and readers have all gone; mostly there are none."""
    private = Client.objects.filter(service=hat.service_id, is_extra_private=True)
    if not private.exists():
        return
    seen = Client.objects.visible_to(hat).active().without_reader()
    if n := seen.count():
        words = ngettext(
            "%(n)d extra-private client has nobody who works with them",
            "%(n)d extra-private clients have nobody who works with them",
            n,
        )
        yield HomeItem(
            words=words % {"n": n},
            address=reverse("list_clients"),
            action=gettext("Give them a keyworker"),
            order=0,
        )


def _item(words: str, n: int, action: str, *, order: int) -> HomeItem:
    return HomeItem(
        words=words % {"n": n},
        address=reverse("list_break_glass"),
        action=action,
        order=order,
    )
