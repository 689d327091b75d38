"""Who may do what with clients. Which of them somebody sees at all is `visible_to`."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

from .models import Caseload, Client

WORK_WITH_CLIENTS = frozenset({Role.KEYWORKER, Role.SERVICE_MANAGER})


def can_work_with_clients(hat: Hat) -> bool:
    """Opening the pages about clients at all."""
    return hat.role in WORK_WITH_CLIENTS


def can_add_client(hat: Hat) -> bool:
    return hat.role in WORK_WITH_CLIENTS


def can_change_client(hat: Hat, client: Client) -> bool:
    """Whoever works with the client today: the keyworker or who covers; and the manager."""
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return _works_with(hat, client)
    mine = Caseload.objects.of(hat) | Caseload.objects.covered_by(hat)
    return hat.is_one_of(Role.KEYWORKER) and mine.filter(client=client).exists()


def can_hand_over(hat: Hat, client: Client) -> bool:
    """The keyworker their own client, the manager any of the service."""
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return _works_with(hat, client)
    return Caseload.objects.of(hat).filter(client=client).exists()


def can_return_client(hat: Hat, client: Client) -> bool:
    """Somebody who was with the service before: its manager gives them a keyworker."""
    return hat.is_one_of(Role.SERVICE_MANAGER) and _works_with(hat, client)


def can_count_tally(hat: Hat) -> bool:
    """Counting what was done with people of whom no record is kept."""
    return hat.role in WORK_WITH_CLIENTS


def must_say_why(hat: Hat) -> bool:
    """Whether a name asks for a reason first: from whoever does not work with the client."""
    return hat.is_one_of(Role.SERVICE_MANAGER)


def can_turn_record_keeping(hat: Hat) -> bool:
    """Whether the service keeps records of clients here: its manager."""
    return hat.is_one_of(Role.SERVICE_MANAGER)


def can_keep_private(hat: Hat, client: Client) -> bool:
    """Who else may read: the keyworker decides, and a manager who sees the client.

    Never by an emergency alone, and never whoever only stands in.
    """
    if not _works_with(hat, client):
        return False
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return True
    return Caseload.objects.of(hat).filter(client=client).exists()


def can_break_glass(hat: Hat) -> bool:
    """Opening a record of the service in an emergency."""
    return hat.role in WORK_WITH_CLIENTS


def can_list_break_glass(hat: Hat) -> bool:
    """What was opened in emergencies, as far as it concerns oneself."""
    return hat.role in WORK_WITH_CLIENTS


def can_review_break_glass(hat: Hat) -> bool:
    """Afterwards; never one's own."""
    return hat.is_one_of(Role.SERVICE_MANAGER)


def can_count_break_glass(hat: Hat) -> bool:
    """The area's totals."""
    return hat.is_one_of(Role.COMMISSIONER, Role.AUDITOR)


def _works_with(hat: Hat, client: Client) -> bool:
    """Whether the hat sees the client by more than an emergency, which gives reading only."""
    return Client.objects.worked_with_by(hat).filter(pk=client.pk).exists()
