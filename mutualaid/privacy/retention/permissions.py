"""Who decides what becomes of records whose time is over, and what has to stay."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

SEE_REVIEWS = frozenset({Role.SERVICE_MANAGER, Role.AREA_ADMINISTRATOR})


def can_see_reviews(hat: Hat) -> bool:
    """The manager the records, the area's administrator whether any wait."""
    return hat.role in SEE_REVIEWS


def can_decide_reviews(hat: Hat) -> bool:
    """Erasing a record, or keeping it longer: whoever answers for the service."""
    return hat.is_one_of(Role.SERVICE_MANAGER)


def can_hold(hat: Hat) -> bool:
    """Placing a hold and lifting it."""
    return hat.is_one_of(Role.SERVICE_MANAGER)


def can_confirm_date(hat: Hat) -> bool:
    """Saying that a long gap since the last run is no mistake of the clock."""
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)
