"""What a client has planned, somebody who is no longer with the service, and forms about both."""

from datetime import date, timedelta

from clients import second_keyworker
from world import SERVICES, Person, Thing, World

from mutualaid.clients.models import Client, ClientStatus
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.directory.models import Meeting

REASON = {"reason": "safety"}
FORMS = {
    "find_client": {"words": "Nobody of this name"},
    "show_names": REASON,
    "show_name": REASON,
    "change_record_keeping": {"is_on": "on"},
    "change_identity": {"name": "Another name", "version": "1"},
    "discharge_client": {"version": "1"},
    "count_tally": {"press": "one"},
    "take_back_tally": {"press": "two"},
    "move_commitment": {"to": "cancelled", "was": "planned"},
}


def add_caseload(world: World, area: int) -> None:
    """For the plain client of each service; what is said of a meeting is the client's."""
    for service in range(SERVICES):
        keyworker = second_keyworker(world, area, service)
        owners = frozenset({keyworker.user_id})
        told = {"service": service, "owners": owners}
        client = _row(world, "client", area, service)
        planned = factories.commitment(
            client, _meeting(world, area), keyworker.membership
        )
        planned.write("sealed_note", "By bus")
        planned.save()
        world.add("commitment", planned, area, **told)
        gone = factories.client(
            world.services[area][service], status=ClientStatus.DISCHARGED
        )
        world.add("former-client", gone, area, service=service)


def keyworker_body(world: World, person: Person, _thing: Thing | None = None) -> dict:
    """The other keyworker of the service."""
    other = world.person("keyworker", person.area, person.service or 0)
    return {"keyworker": other.membership.reference, "version": "1"}


def new_client_body(world: World, person: Person, _thing: Thing | None = None) -> dict:
    return {"name": "Somebody New", **keyworker_body(world, person)}


def plan_body(world: World, person: Person, _thing: Thing | None = None) -> dict:
    """The week after the one that is planned."""
    meeting = _meeting(world, person.area)
    return {"meeting": meeting.reference, "on": _second_date(meeting).isoformat()}


def _second_date(meeting: Meeting) -> date:
    coming = meeting.schedule().next_occurrence(clock.now())
    assert coming is not None
    return coming.original_date + timedelta(days=7)


def _meeting(world: World, area: int) -> Meeting:
    return next(each.row for each in world.things["meeting"] if each.area == area)


def _row(world: World, kind: str, area: int, service: int) -> Client:
    place = (area, service)
    return next(
        each.row for each in world.things[kind] if (each.area, each.service) == place
    )
