"""What organisations publish as indicators: whether there is somebody in each seat."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Direction, Indicator, Measured, Unit

from .models import Membership, Service
from .roles import ChampionLevel, Role


def champions_by_level(area_id: int, today: date) -> Measured | None:
    """Levels at which somebody leads, and in words those at which nobody does."""
    champions = Membership.objects.active().filter(
        area=area_id, role=Role.RECOVERY_CHAMPION
    )
    filled = set(champions.values_list("champion_level", flat=True))
    vacant = [str(each.label).lower() for each in ChampionLevel if each not in filled]
    detail = gettext("vacant: %(levels)s") % {"levels": ", ".join(vacant)}
    return Measured(len(ChampionLevel) - len(vacant), detail=detail if vacant else "")


def services_with_a_peer(area_id: int, today: date) -> Measured | None:
    """Of the services, those where somebody is a peer, and in words those where nobody is."""
    open_ones = Service.objects.filter(area=area_id).open()
    services = dict(open_ones.order_by("name").values_list("pk", "name"))
    if not services:
        return None
    peers = Membership.objects.active().filter(area=area_id, role=Role.PEER)
    held = set(peers.values_list("service", flat=True))
    without = [name for pk, name in services.items() if pk not in held]
    detail = gettext("none at %(services)s") % {"services": ", ".join(without)}
    return Measured(
        len(services) - len(without), len(services), detail if without else ""
    )


INDICATORS = (
    Indicator(
        key="organisations.champions_by_level",
        title=_("Levels with a recovery champion"),
        counted=_("Levels of recovery champions: strategic, therapeutic, community"),
        numerator=_("Those at which at least one person leads"),
        denominator="",
        direction=Direction.UP,
        unit=Unit.COUNT,
        most=len(ChampionLevel),
        link="list_champions",
        measure=champions_by_level,
    ),
    Indicator(
        key="organisations.services_with_a_peer",
        title=_("Services with a peer"),
        counted=_("Services of the area that are open"),
        numerator=_("Those where at least one person is a peer"),
        denominator=_("All services that are open"),
        direction=Direction.UP,
        unit=Unit.SHARE,
        link="list_organisations",
        measure=services_with_a_peer,
    ),
)
