"""What waits for whoever looks after an area."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock

from .hats import Hat
from .home_items import HomeItem, register
from .models import Area, Holiday, Membership, Service
from .presenters.champions import gaps_at
from .roles import ChampionLevel, Role

SOON, WHENEVER = 10, 20
# From this month on the next year's holidays are asked for.
OCTOBER = 10


@register(Role.AREA_ADMINISTRATOR)
def missing_champions(hat: Hat) -> Iterator[HomeItem]:
    """Levels and places without a recovery champion."""
    champions = list(Membership.objects.champions_seen_by(hat))
    services = list(Service.objects.visible_to(hat).open())
    gaps = [
        gap
        for level in ChampionLevel
        for gap in gaps_at(level, champions, services, hat.place)
    ]
    if gaps:
        words = ngettext(
            "A recovery champion is missing in %(n)d place.",
            "Recovery champions are missing in %(n)d places.",
            len(gaps),
        )
        yield HomeItem(
            words=words % {"n": len(gaps)},
            address=reverse("list_champions"),
            action=gettext("See where champions are missing"),
            order=WHENEVER,
        )


@register(Role.AREA_ADMINISTRATOR)
def missing_holidays(hat: Hat) -> Iterator[HomeItem]:
    """A year without any holiday: this one, or the next towards its beginning."""
    today = clock.today()
    years = [today.year, today.year + 1] if today.month >= OCTOBER else [today.year]
    there = set(
        Holiday.objects.visible_to(hat)
        .filter(on__year__in=years)
        .values_list("on__year", flat=True)
    )
    for year in years:
        if year not in there:
            yield HomeItem(
                words=gettext("No holidays of %(year)d are in the list.")
                % {"year": year},
                address=f"{reverse('list_holidays')}?year={year}",
                action=gettext("Add holidays of %(year)d") % {"year": year},
                order=SOON,
            )


@register(Role.AREA_ADMINISTRATOR)
def missing_contact(hat: Hat) -> Iterator[HomeItem]:
    """Nothing that tells the public or staff whom to reach."""
    area = Area.objects.get(pk=hat.area_id)
    if not (area.contact_email or area.contact_telephone):
        yield HomeItem(
            words=gettext("The public cannot see how to reach the office."),
            address=reverse("change_settings"),
            action=gettext("Say how to reach the office"),
            order=SOON,
        )
    if not area.safeguarding_contact:
        yield HomeItem(
            words=gettext("Staff cannot see whom to reach about somebody’s safety."),
            address=reverse("change_settings"),
            action=gettext("Say whom to reach about safety"),
            order=SOON,
        )
