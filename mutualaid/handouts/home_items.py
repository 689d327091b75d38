"""What the hand-outs ask of an administrator on their first page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role

from .models import LocalInsert

SOME_TIME = 20


@register(Role.AREA_ADMINISTRATOR)
def inserts_wait(hat: Hat) -> Iterator[HomeItem]:
    """Local paragraphs that nobody has put on their sheets yet."""
    if n := LocalInsert.objects.visible_to(hat).waiting().count():
        words = ngettext(
            "%(n)d local paragraph waits to be put on a hand-out.",
            "%(n)d local paragraphs wait to be put on hand-outs.",
            n,
        )
        yield HomeItem(
            words=words % {"n": n},
            address=reverse("list_inserts"),
            action=gettext("Read and publish"),
            order=SOME_TIME,
        )
