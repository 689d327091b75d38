"""Looking after an area: its organisations, services, settings, holidays and champions."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import ChampionLevel, Role

from .people import levels_to_offer


def can_change_places(hat: Hat) -> bool:
    """Add, rename, close and reopen organisations and services."""
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)


def can_change_settings(hat: Hat) -> bool:
    """Name, colour, contact and retention of the area."""
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)


def can_change_holidays(hat: Hat) -> bool:
    """Add and take out days on which services are shut."""
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)


def levels_to_give(hat: Hat, champion: Membership) -> tuple[ChampionLevel, ...]:
    """The levels at which this hat may put this champion; none where it may not at all.

    Nobody moves themselves, and who may not give a level takes it from nobody either.
    """
    levels = levels_to_offer(hat)
    if champion.user_id == hat.user_id or champion.champion_level not in levels:
        return ()
    return levels if _looks_after(hat, champion) else ()


def can_change_champion_level(hat: Hat, champion: Membership) -> bool:
    """Whether there is any level this hat may give this champion."""
    return bool(levels_to_give(hat, champion))


def _looks_after(hat: Hat, champion: Membership) -> bool:
    if hat.is_one_of(Role.AREA_ADMINISTRATOR):
        return champion.area_id == hat.area_id
    return champion.service_id == hat.service_id
