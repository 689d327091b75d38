"""Who keeps the directory, by the hat worn. Everybody reads what is published."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

KEEPERS = (Role.RECOVERY_CHAMPION, Role.SERVICE_MANAGER, Role.AREA_ADMINISTRATOR)
# They read how a list is kept and what changed it, and change nothing.
OVERSEERS = (Role.COMMISSIONER, Role.AUDITOR)


def can_keep_directory(hat: Hat) -> bool:
    """Add, change, confirm, close and merge meetings; read and settle corrections."""
    return hat.is_one_of(*KEEPERS)


def can_keep_sources(hat: Hat) -> bool:
    """Read lists in, undo that, and say when they are read again."""
    return hat.is_one_of(*KEEPERS)


def can_see_sources(hat: Hat) -> bool:
    """Which lists there are, how they do and what they changed."""
    return hat.is_one_of(*KEEPERS, *OVERSEERS)


def can_see_relations(hat: Hat) -> bool:
    """A group's shared address, what is paid, how things stand: never for the public."""
    return hat.is_one_of(*KEEPERS)


def can_keep_positions(hat: Hat) -> bool:
    """Add, change and review service positions; everybody who works here reads them."""
    return hat.is_one_of(*KEEPERS)


def can_shape_area(hat: Hat) -> bool:
    """Say how far the area reaches, and bring in where people live."""
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)
