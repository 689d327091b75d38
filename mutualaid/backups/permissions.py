"""Who sees how backups stand. Nobody sees more of one than that it is there, sealed."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

READERS = frozenset({Role.AREA_ADMINISTRATOR, Role.AUDITOR})


def can_see_backups(hat: Hat) -> bool:
    return hat.role in READERS


def can_see_drills(hat: Hat) -> bool:
    """What the last drills found: who checks, not who runs."""
    return hat.role is Role.AUDITOR
