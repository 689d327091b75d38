"""Who looks into alarms on many records. Which of them somebody sees is `visible_to`."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

SEE_ALARMS = frozenset({Role.SERVICE_MANAGER, Role.AUDITOR})


def can_see_alarms(hat: Hat) -> bool:
    return hat.role in SEE_ALARMS


def can_settle_alarm(hat: Hat) -> bool:
    """A manager other than whom it is about; an auditor reads."""
    return hat.is_one_of(Role.SERVICE_MANAGER)
