"""Who may do what about requests. Which requests and people they see is `visible_to`."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

WRITERS = frozenset({Role.KEYWORKER, Role.SERVICE_MANAGER})
# Of these, who does not write sees dates only.
LISTERS = WRITERS | {Role.AREA_ADMINISTRATOR, Role.AUDITOR}


def can_list_requests(hat: Hat) -> bool:
    """The list of what waits."""
    return hat.role in LISTERS


def can_open_request(hat: Hat) -> bool:
    """Writing down what somebody asks, or what they say is wrong."""
    return hat.role in WRITERS


def can_answer_request(hat: Hat) -> bool:
    """Deciding, extending, printing the pack, erasing."""
    return hat.is_one_of(Role.SERVICE_MANAGER)


def can_remind_managers(hat: Hat) -> bool:
    """Sending out reminders without seeing what they are about."""
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)
