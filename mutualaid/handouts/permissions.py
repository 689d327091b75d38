"""Who writes what an area adds to the sheets, and who puts it there."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

WRITERS = frozenset({Role.RECOVERY_CHAMPION, Role.SERVICE_MANAGER})
KEEPERS = WRITERS | {Role.AREA_ADMINISTRATOR}


def can_see_inserts(hat: Hat) -> bool:
    """Also what waits and what is no longer used; what is published everybody reads."""
    return hat.role in KEEPERS


def can_write_insert(hat: Hat) -> bool:
    return hat.role in WRITERS


def can_publish_insert(hat: Hat) -> bool:
    """Putting words on a sheet, and taking them off."""
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)
