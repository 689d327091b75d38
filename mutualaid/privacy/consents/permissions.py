"""Who may read what somebody agreed to, and write down what they say.

Whose records a hat finds at all is `Person.objects.visible_to`.
"""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Person

from .agreements import works_with


def can_read_consents(hat: Hat) -> bool:
    return hat.is_one_of(Role.KEYWORKER, Role.SERVICE_MANAGER)


def can_record_consent(hat: Hat, person: Person) -> bool:
    """The keyworker who works with them today, or who stands in."""
    return hat.is_one_of(Role.KEYWORKER) and works_with(hat, person)


def can_withdraw_consent(hat: Hat, person: Person) -> bool:
    """The manager too: nobody waits for their keyworker to take a yes back."""
    return hat.is_one_of(Role.SERVICE_MANAGER) or can_record_consent(hat, person)
