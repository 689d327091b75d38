"""Alarms on many records that wait for somebody to look into them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.privacy.models import BulkAlarm

from .permissions import SEE_ALARMS


@register(*SEE_ALARMS)
def alarms_wait(hat: Hat) -> Iterator[HomeItem]:
    if waiting := BulkAlarm.objects.visible_to(hat).waiting().count():
        words = ngettext(
            "%(n)d time somebody opened the records of very many people",
            "%(n)d times somebody opened the records of very many people",
            waiting,
        )
        yield HomeItem(
            words=words % {"n": waiting},
            address=reverse("list_alarms"),
            action=gettext("Look into it"),
            order=-10,
        )
