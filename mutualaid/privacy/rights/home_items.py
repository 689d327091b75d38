"""What requests ask of somebody on their first page."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import RightsRequest

SOON = timedelta(days=7)


@register(Role.SERVICE_MANAGER)
def requests_waiting(hat: Hat) -> Iterator[HomeItem]:
    """Late ones before everything else; others as long as they are open."""
    today = clock.today()
    waiting = RightsRequest.objects.counted_for(hat).open()
    days = list(waiting.values_list("due_on", flat=True))
    if late := sum(day < today for day in days):
        words = ngettext(
            "%(n)d request about data is late",
            "%(n)d requests about data are late",
            late,
        )
        yield _item(words, late, gettext("Answer what is late"), order=-5)
    if waits := len(days) - late:
        words = ngettext(
            "%(n)d request about data waits for an answer",
            "%(n)d requests about data wait for an answer",
            waits,
        )
        is_soon = any(today <= day <= today + SOON for day in days)
        yield _item(words, waits, gettext("See requests"), order=0 if is_soon else 10)


def _item(words: str, n: int, action: str, *, order: int) -> HomeItem:
    return HomeItem(
        words=words % {"n": n},
        address=reverse("list_rights_requests"),
        action=action,
        order=order,
    )
