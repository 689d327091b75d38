"""Who may see the self-assessment, lead it, and say something in it."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service
from mutualaid.organisations.roles import Role

from .models import Evidence, Rater, RaterKind

READERS = frozenset(Role) - {Role.PEER}
EVIDENCE_GIVERS = READERS - {Role.AREA_ADMINISTRATOR, Role.AUDITOR}
# Who can be asked to rate with their account: everybody who is part of it.
RATERS = EVIDENCE_GIVERS


def can_see_self_assessment(hat: Hat) -> bool:
    return hat.role in READERS


def can_lead_self_assessment(hat: Hat) -> bool:
    """Opening a round, inviting, revealing, writing down what is agreed, signing off."""
    return hat.is_one_of(Role.COMMISSIONER)


def can_give_evidence(hat: Hat) -> bool:
    """Files, links, notes, readings and barriers beside a statement, while the round is open."""
    return hat.role in EVIDENCE_GIVERS


def can_withdraw_evidence(hat: Hat, evidence: Evidence) -> bool:
    """Whoever added it, and the commissioner."""
    if can_lead_self_assessment(hat):
        return True
    return can_give_evidence(hat) and evidence.added_by_id == hat.membership_id


def can_table_summary(hat: Hat) -> bool:
    """Saying when a team was told: the commissioner, and the manager for their own service."""
    return hat.is_one_of(Role.COMMISSIONER, Role.SERVICE_MANAGER)


def can_table_summary_of(hat: Hat, service: Service) -> bool:
    """The commissioner of any service, its manager of this one."""
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return hat.service_id == service.pk
    return can_table_summary(hat)


def can_enter_for(hat: Hat, rater: Rater) -> bool:
    """Typing in what somebody said on paper."""
    if not rater.is_on_paper:
        return False
    if hat.is_one_of(Role.SERVICE_USER_REPRESENTATIVE):
        return rater.kind == RaterKind.SERVICE_USER
    return can_lead_self_assessment(hat)
