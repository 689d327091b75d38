"""Who may see the self-assessment, lead it, and say something in it."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

READERS = frozenset(Role) - {Role.PEER}
EVIDENCE_GIVERS = READERS - {Role.AREA_ADMINISTRATOR, Role.AUDITOR}


def can_see_self_assessment(hat: Hat) -> bool:
    return hat.role in READERS


def can_lead_self_assessment(hat: Hat) -> bool:
    """Opening a round, inviting, revealing, writing down what is agreed, signing off."""
    return hat.is_one_of(Role.COMMISSIONER)


def can_give_evidence(hat: Hat) -> bool:
    """Files, links, notes, readings and barriers beside a statement, while the round is open."""
    return hat.role in EVIDENCE_GIVERS


def can_table_summary(hat: Hat) -> bool:
    """Saying when a team was told: the commissioner, and the manager for their own service."""
    return hat.is_one_of(Role.COMMISSIONER, Role.SERVICE_MANAGER)
