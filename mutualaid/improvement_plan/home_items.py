"""What the plan asks of somebody on their first page; one query for each hat."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.roles import Role

from .actions.reminding import OWNERS_TURN
from .finding import MINE, NOBODY, OVERDUE
from .models import Action, ActionStatus
from .permissions import OWNERS

SOON = timedelta(days=10)
TODAY, IN_DAYS, SOME_TIME = 0, 10, 20


@register(*(role for role in Role if role in OWNERS))
def actions_due(hat: Hat) -> Iterator[HomeItem]:
    """One's own: those whose day is over, and those whose day is near."""
    today = clock.today()
    mine = Action.objects.visible_to(hat).owned_by(hat).filter(status__in=OWNERS_TURN)
    found = mine.aggregate(
        late=Count("pk", filter=Q(due_on__lt=today)),
        near=Count("pk", filter=Q(due_on__range=(today, today + SOON))),
        again=Count("pk", filter=Q(review_on__lte=today)),
    )
    if n := found["late"]:
        words = ngettext(
            "%(n)d of your actions is overdue.", "%(n)d of your actions are overdue.", n
        )
        yield _item(words, n, gettext("See what is overdue"), TODAY, OVERDUE, MINE)
    if n := found["near"]:
        words = ngettext(
            "%(n)d of your actions is due within ten days.",
            "%(n)d of your actions are due within ten days.",
            n,
        )
        yield _item(words, n, gettext("See what is due"), IN_DAYS, owner=MINE)
    if n := found["again"]:
        words = ngettext(
            "%(n)d of your actions is to be looked at again.",
            "%(n)d of your actions are to be looked at again.",
            n,
        )
        yield _item(words, n, gettext("Look at your actions"), SOME_TIME, owner=MINE)


@register(Role.COMMISSIONER)
def plan_waits(hat: Hat) -> Iterator[HomeItem]:
    """What only the commissioner can do: check, agree, find an owner, ask bodies."""
    today = clock.today()
    here = Action.objects.visible_to(hat).open()
    found = here.aggregate(
        done=Count("pk", filter=Q(status=ActionStatus.TO_CHECK)),
        proposed=Count("pk", filter=Q(status=ActionStatus.PROPOSED)),
        bodies=Count("pk", filter=~Q(owner_body="") & Q(due_on__lt=today)),
        alone=Count("pk", filter=Q(pk__in=here.without_owner().values("pk"))),
    )
    if n := found["bodies"]:
        words = ngettext(
            "%(n)d action of a body without an account is overdue.",
            "%(n)d actions of bodies without an account are overdue.",
            n,
        )
        yield _item(words, n, gettext("See whom to ask"), TODAY, OVERDUE)
    if n := found["done"]:
        words = ngettext(
            "%(n)d action is done: what does its measure say?",
            "%(n)d actions are done: what do their measures say?",
            n,
        )
        action = gettext("Look at their measures")
        yield _item(words, n, action, IN_DAYS, ActionStatus.TO_CHECK)
    if n := found["alone"]:
        words = ngettext(
            "%(n)d action of the plan has no owner.",
            "%(n)d actions of the plan have no owner.",
            n,
        )
        yield _item(words, n, gettext("Find owners"), IN_DAYS, owner=NOBODY)
    if n := found["proposed"]:
        words = ngettext(
            "%(n)d proposed action waits to be agreed.",
            "%(n)d proposed actions wait to be agreed.",
            n,
        )
        action = gettext("See what is proposed")
        yield _item(words, n, action, SOME_TIME, ActionStatus.PROPOSED)


def _item(
    words: str, n: int, action: str, order: int, state: str = "", owner: str = ""
) -> HomeItem:
    parts = {"state": state, "owner": owner}
    query = "&".join(f"{name}={value}" for name, value in parts.items() if value)
    return HomeItem(
        words=words % {"n": n},
        address=f"{reverse('show_plan')}?{query}",
        action=action,
        order=order,
    )
