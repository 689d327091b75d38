"""Recovery champions by level, and where one is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.permissions.places import can_change_champion_level
from mutualaid.organisations.roles import ChampionLevel

ABOUT_LEVELS = {
    ChampionLevel.STRATEGIC: _("Leads for the whole partnership: one in each area."),
    ChampionLevel.THERAPEUTIC: _("Leads among the staff: one in each service."),
    ChampionLevel.COMMUNITY: _("Leads among people in recovery: one in each service."),
}
MISSING: dict[ChampionLevel, str | Promise] = {
    ChampionLevel.STRATEGIC: _("No strategic champion in %(place)s"),
    ChampionLevel.THERAPEUTIC: _("No therapeutic champion in %(place)s"),
    ChampionLevel.COMMUNITY: _("No community champion in %(place)s"),
}


@dataclass(frozen=True, slots=True)
class ChampionLine:
    """One champion; `reference` is empty where this hat may not change the level."""

    name: str
    service: str
    reference: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level: who leads there, and the places where nobody does."""

    title: str
    about: str
    champions: list[ChampionLine]
    gaps: list[str]


def present_champions(
    hat: Hat,
    champions: Sequence[Membership],
    services: Sequence[Service],
    area_name: str,
) -> list[Level]:
    """The three levels in their order; `services` are the open ones."""
    return [
        Level(
            title=str(level.label),
            about=str(ABOUT_LEVELS[level]),
            champions=[_line(hat, one) for one in _at(level, champions)],
            gaps=gaps_at(level, champions, services, area_name),
        )
        for level in ChampionLevel
    ]


def gaps_at(
    level: ChampionLevel,
    champions: Iterable[Membership],
    services: Iterable[Service],
    area_name: str,
) -> list[str]:
    """What is missing at one level, a sentence for each place."""
    there = _at(level, champions)
    if level is ChampionLevel.STRATEGIC:
        places = [] if there else [area_name]
    else:
        led = {one.service_id for one in there}
        places = [service.name for service in services if service.pk not in led]
    return [_missing(level, place) for place in places]


def _missing(level: ChampionLevel, place: str) -> str:
    return str(MISSING[level]) % {"place": place}


def _at(level: ChampionLevel, champions: Iterable[Membership]) -> list[Membership]:
    return [one for one in champions if one.champion_level == level]


def _line(hat: Hat, champion: Membership) -> ChampionLine:
    may_change = can_change_champion_level(hat, champion)
    return ChampionLine(
        name=champion.user.name,
        service=champion.service.name if champion.service else "",
        reference=champion.reference if may_change else "",
    )
