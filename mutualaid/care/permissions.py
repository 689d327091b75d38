"""Who may do what with care sessions. Which clients somebody sees at all is `visible_to`."""

from mutualaid.clients.models import Client
from mutualaid.clients.permissions import can_change_client
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role


def can_read_care(hat: Hat) -> bool:
    """What was talked about with a client one sees; a manager reads the service's."""
    return hat.is_one_of(Role.KEYWORKER, Role.SERVICE_MANAGER)


def can_hold_session(hat: Hat, client: Client) -> bool:
    """Writing in a session: the client's keyworker, and who stands in."""
    return hat.is_one_of(Role.KEYWORKER) and can_change_client(hat, client)
