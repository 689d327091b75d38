"""What waits for whoever answers for records: those whose time is over, and a doubtful date."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.design_system.dates import full_date
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Hold, Review

from .schedule import jump_of

SOON = timedelta(days=14)
TODAY, IN_DAYS, SOME_TIME = 0, 10, 20
# So long may a review wait before the area's administrator is told.
PATIENCE = timedelta(days=60)


@register(Role.SERVICE_MANAGER)
def reviews_wait(hat: Hat) -> Iterator[HomeItem]:
    """Records of the own service whose time is over, and holds that end soon.

    On most days there are none, and whose this hat may open need not be worked out.
    """
    here = {"area": hat.area_id, "person__service": hat.service_id}
    if not any(rows.filter(**here).exists() for rows in (Review.objects, Hold.objects)):
        return
    if n := Review.objects.visible_to(hat).waiting().count():
        words = ngettext(
            "The time of %(n)d record is over: is it erased?",
            "The time of %(n)d records is over: are they erased?",
            n,
        )
        yield _item(words % {"n": n}, gettext("Decide what becomes of them"), IN_DAYS)
    today = clock.today()
    ending = Hold.objects.visible_to(hat).in_force()
    if n := ending.filter(until__range=(today, today + SOON)).count():
        words = ngettext(
            "%(n)d hold on a record ends within two weeks.",
            "%(n)d holds on records end within two weeks.",
            n,
        )
        yield _item(words % {"n": n}, gettext("See what has to stay"), SOME_TIME)


@register(Role.AREA_ADMINISTRATOR)
def date_to_confirm(hat: Hat) -> Iterator[HomeItem]:
    """A gap that stopped the daily work, and reviews that nobody does."""
    jump = jump_of(Area.objects.get(pk=hat.area_id))
    if jump:
        words = gettext(
            "By the clock of this site today is %(day)s. Old records are left alone until you "
            "have said that this is right."
        )
        action = gettext("Confirm the date")
        yield _item(words % {"day": full_date(jump.today)}, action, TODAY)
    oldest = Review.objects.filter(area=hat.area_id).oldest_by_service()
    if any(at < clock.now() - PATIENCE for at in oldest.values()):
        words = gettext("Old records of a service have waited for a decision for long.")
        yield _item(words, gettext("See which service it is"), SOME_TIME)


def _item(words: str, action: str, order: int) -> HomeItem:
    return HomeItem(
        words=words, address=reverse("list_reviews"), action=action, order=order
    )
