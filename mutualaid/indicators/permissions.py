"""Who may see indicators and keep their charts."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

READERS = frozenset(Role) - {Role.PEER}
KEEPERS = frozenset({Role.COMMISSIONER})


def can_see_indicators(hat: Hat) -> bool:
    """Everybody whom the partnership's work concerns; figures about people are released ones."""
    return hat.role in READERS


def can_keep_charts(hat: Hat) -> bool:
    """Targets, baselines, notes, and readings out of turn."""
    return hat.role in KEEPERS
