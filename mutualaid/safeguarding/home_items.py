"""What safeguarding asks of somebody on their first page."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register
from mutualaid.organisations.models import Service
from mutualaid.organisations.roles import Role

from .deadlines import overdue_before
from .models import (
    Concern,
    ConcernKind,
    ConcernStatus,
    LeadPosition,
    SafeguardingLead,
)
from .permissions import NEVER_LEADS


@register(*(role for role in Role if role not in NEVER_LEADS))
def concerns_not_seen(hat: Hat) -> Iterator[HomeItem]:
    """For a lead and their deputies; those past their day come before everything else."""
    if not SafeguardingLead.objects.posts_of(hat.membership_id):
        return
    unseen = Concern.objects.held_by(hat).filter(status=ConcernStatus.RAISED)
    late = Q()
    for kind in ConcernKind:
        late |= Q(kind=kind, raised_at__lt=overdue_before(kind))
    overdue = unseen.filter(late).count()
    waiting = unseen.count() - overdue
    if overdue:
        words = ngettext(
            "%(count)d concern should have been seen by now",
            "%(count)d concerns should have been seen by now",
            overdue,
        )
        yield _to_concerns(words % {"count": overdue}, gettext("Look now"), order=-10)
    if waiting:
        words = ngettext(
            "%(count)d concern not yet seen",
            "%(count)d concerns not yet seen",
            waiting,
        )
        yield _to_concerns(words % {"count": waiting}, gettext("See concerns"), order=0)


def _to_concerns(words: str, action: str, *, order: int) -> HomeItem:
    return HomeItem(
        words=words, address=reverse("list_concerns"), action=action, order=order
    )


@register(Role.AREA_ADMINISTRATOR)
def posts_without_lead(hat: Hat) -> Iterator[HomeItem]:
    """Says nothing of concerns: a post is empty whether or not anything lies with it."""
    leads = SafeguardingLead.objects.in_force().filter(area=hat.area_id)
    services = Service.objects.filter(area=hat.area_id, closed_on=None)
    posts = {None, *services.values_list("pk", flat=True)}
    for position, order in ((LeadPosition.LEAD, 0), (LeadPosition.DEPUTY, 20)):
        held = leads.filter(position=position).values_list("service", flat=True)
        if empty := len(posts - set(held)):
            yield HomeItem(
                words=_empty_posts(position, empty),
                address=reverse("list_leads"),
                action=gettext("Name a lead")
                if position == LeadPosition.LEAD
                else gettext("Name a deputy"),
                order=order,
            )


def _empty_posts(position: LeadPosition, count: int) -> str:
    if position == LeadPosition.LEAD:
        words = ngettext(
            "%(count)d place has no safeguarding lead",
            "%(count)d places have no safeguarding lead",
            count,
        )
    else:
        words = ngettext(
            "%(count)d place has no deputy for its safeguarding lead",
            "%(count)d places have no deputy for their safeguarding leads",
            count,
        )
    return words % {"count": count}
