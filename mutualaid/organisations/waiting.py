"""What waits about people: invitations, cover, and places where somebody is missing."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock

from .empty_seats import EMPTY_IN, Seats, empty_seats_in
from .hats import Hat
from .home_items import HomeItem, register
from .models import Cover, Invitation, Service
from .models.covers import CoverQuerySet
from .models.invitations import InvitationStatus
from .people_list import services_seen
from .presenters.people import days_of
from .roles import Role
from .second_persons import is_only_administrator

TODAY, SOON, WHENEVER = 0, 10, 20
RUNS_OUT_SOON = timedelta(days=2)
COVER_SOON = timedelta(days=3)
LOOKS_AFTER = (Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER)


@register(*LOOKS_AFTER)
def invitations_to_approve(hat: Hat) -> Iterator[HomeItem]:
    """Those on which this person could have the second word."""
    mine = Q(invited_by=hat.user_id) | Q(accepted_by=hat.user_id)
    waiting = Invitation.objects.visible_to(hat).unapproved().exclude(mine).count()
    if waiting:
        words = ngettext(
            "%(n)d invitation waits for your approval.",
            "%(n)d invitations wait for your approval.",
            waiting,
        )
        yield HomeItem(
            words=words % {"n": waiting},
            address=reverse("list_invitations"),
            action=gettext("See invitations to approve"),
            order=TODAY,
        )


@register(*LOOKS_AFTER)
def invitations_running_out(hat: Hat) -> Iterator[HomeItem]:
    """Links that nobody has used and that soon nobody can."""
    now = clock.now()
    ending = Invitation.objects.visible_to(hat).filter(
        status=InvitationStatus.SENT,
        expires_at__gt=now,
        expires_at__lte=now + RUNS_OUT_SOON,
    )
    count = ending.count()
    if count:
        words = ngettext(
            "%(n)d invitation runs out within two days.",
            "%(n)d invitations run out within two days.",
            count,
        )
        yield HomeItem(
            words=words % {"n": count},
            address=reverse("list_invitations"),
            action=gettext("See invitations that run out"),
            order=SOON,
        )


@register()
def cover_of_ones_own(hat: Hat) -> Iterator[HomeItem]:
    """Whom one stands in for, and who stands in for oneself: now, or within days."""
    mine = Q(membership=hat.membership_id) | Q(covered_by=hat.membership_id)
    for cover in _near(Cover.objects.filter(mine, area=hat.area_id), hat):
        if cover.covered_by_id == hat.membership_id:
            text, other = (
                gettext("You stand in for %(name)s, %(days)s."),
                cover.membership,
            )
        else:
            text, other = (
                gettext("%(name)s stands in for you, %(days)s."),
                cover.covered_by,
            )
        name = other.user.name
        yield HomeItem(
            words=text % {"name": name, "days": days_of(cover)},
            address=reverse("show_own_roles"),
            action=gettext("See cover with %(name)s") % {"name": name},
            order=TODAY,
        )


@register(*LOOKS_AFTER)
def cover_that_changes(hat: Hat) -> Iterator[HomeItem]:
    """Cover that this hat arranges and that begins or ends within days."""
    not_mine = Cover.objects.visible_to(hat).exclude(
        Q(membership=hat.membership_id) | Q(covered_by=hat.membership_id)
    )
    until = clock.today() + COVER_SOON
    for cover in _near(not_mine, hat):
        if cover.starts_on > clock.today() or cover.ends_on <= until:
            words = {
                "colleague": cover.covered_by.user.name,
                "name": cover.membership.user.name,
                "days": days_of(cover),
            }
            yield HomeItem(
                words=gettext("%(colleague)s stands in for %(name)s, %(days)s.")
                % words,
                address=reverse("show_person", args=[cover.membership.user.reference]),
                action=gettext("See cover of %(name)s") % words,
                order=SOON,
            )


def _near(covers: CoverQuerySet, hat: Hat) -> Iterator[Cover]:
    """Those of them now or within days. Where the area has none, no more is asked."""
    today = clock.today()
    here = Cover.objects.filter(area=hat.area_id, ended_at=None, ends_on__gte=today)
    if not here.exists():
        return
    until = today + COVER_SOON
    near = covers.current_or_coming().filter(starts_on__lte=until)
    yield from near.with_everything().order_by("starts_on", "pk")


@register(Role.AREA_ADMINISTRATOR)
def no_second_administrator(hat: Hat) -> Iterator[HomeItem]:
    if is_only_administrator(hat):
        yield HomeItem(
            words=gettext(
                "You are the only administrator, so nobody can approve your invitations."
            ),
            address=reverse("invite_person"),
            action=gettext("Invite a second administrator"),
            order=SOON,
        )


@register(*LOOKS_AFTER)
def empty_seats(hat: Hat) -> Iterator[HomeItem]:
    """Services without a manager or a keyworker: one by its name, more by their number."""
    services = {service.pk: service for service in services_seen(hat).open()}
    empty = empty_seats_in(hat, services.values())
    if len(empty) == 1:
        ((pk, seats),) = empty.items()
        yield _empty_in_one(services[pk], seats)
    elif empty:
        yield _empty_in_several(len(empty))


def _empty_in_one(service: Service, seats: Seats) -> HomeItem:
    named = {"service": service.name}
    return HomeItem(
        words=str(EMPTY_IN[seats]) % named,
        address=reverse("invite_person"),
        action=gettext("Invite somebody for %(service)s") % named,
        order=WHENEVER,
    )


def _empty_in_several(number: int) -> HomeItem:
    words = ngettext(
        "%(n)d service has no service manager or no keyworker.",
        "%(n)d services have no service manager or no keyworker.",
        number,
    )
    return HomeItem(
        words=words % {"n": number},
        address=reverse("list_organisations"),
        action=gettext("See which services"),
        order=WHENEVER,
    )
