"""Who may report an incident, read one, and work on it. Which ones somebody finds is `visible_to`."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import Incident, IncidentStatus

REPORTERS = frozenset({Role.KEYWORKER, Role.SERVICE_MANAGER})
# The administrator sees that there are incidents, and not a word of them.
LISTERS = REPORTERS | {Role.AREA_ADMINISTRATOR, Role.AUDITOR}
READERS = REPORTERS | {Role.AUDITOR}


def can_list_incidents(hat: Hat) -> bool:
    return hat.role in LISTERS


def can_report_incident(hat: Hat) -> bool:
    return hat.role in REPORTERS


def can_read_incident(hat: Hat) -> bool:
    """What happened and what was done, in words."""
    return hat.role in READERS


def can_work_on_incident(hat: Hat) -> bool:
    """The manager of the service where it happened."""
    return hat.is_one_of(Role.SERVICE_MANAGER)


def can_add_to_incident(hat: Hat) -> bool:
    """Whoever reported it may know more by and by."""
    return hat.role in REPORTERS


def steps_open_to(hat: Hat, incident: Incident) -> frozenset[IncidentStatus]:
    """The statuses to which this hat may bring the incident from where it stands."""
    if not can_work_on_incident(hat):
        return frozenset()
    moves = Incident.TRANSITIONS[incident.status]
    return frozenset(
        IncidentStatus(to) for to, movers in moves.items() if Mover.MANAGER in movers
    )
