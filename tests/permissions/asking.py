"""What clients asked about their data: one to see it, one to have it erased, in each service."""

from datetime import timedelta

from clients import second_keyworker
from world import SERVICES, Person, World

from mutualaid.clients.models import Client
from mutualaid.privacy.models import (
    AttachedCorrection,
    IdentityCheck,
    RightsKind,
    RightsRequest,
)

KINDS = {
    "access-request": RightsKind.ACCESS,
    "erasure-request": RightsKind.ERASURE,
}
# Everything stays: keys that were destroyed are not there again for the next who asks.
KEPT = dict.fromkeys(
    ("identity", "contact", "record", "company", "journal"), "care-record"
)


def add_asked(world: World, area: int) -> None:
    """Written down by the client's keyworker; and one correction, which names no request."""
    for service in range(SERVICES):
        keyworker = second_keyworker(world, area, service)
        (client,) = [
            each.row
            for each in world.things["client"]
            if (each.area, each.service) == (area, service)
        ]
        for thing, kind in KINDS.items():
            _add_request(world, thing, kind, client, keyworker)
        _add_correction(world, client, keyworker)


def _add_request(
    world: World, thing: str, kind: RightsKind, client: Client, keyworker: Person
) -> None:
    row = RightsRequest(
        area=client.area,
        service=client.service,
        person=client.person,
        kind=kind,
        identity_check=IdentityCheck.KNOWN,
        received_on=world.now.date(),
        due_on=world.now.date() + timedelta(days=30),
        opened_by=keyworker.membership,
        opened_at=world.now,
    )
    word = world.word("words of a request", keyworker.area, keyworker.service)
    row.write("sealed_words", f"Asked {word}")
    row.save()
    told = {
        "service": keyworker.service,
        "owners": frozenset({keyworker.user_id}),
    }
    world.add(thing, row, keyworker.area, **told)


def _add_correction(world: World, client: Client, keyworker: Person) -> None:
    row = AttachedCorrection(
        area=client.area,
        person=client.person,
        attached_at=world.now,
        attached_by=keyworker.membership,
    )
    word = world.word("a correction", keyworker.area, keyworker.service)
    row.write("sealed_words", f"It was {word}")
    row.save()


def asked_body(world: World) -> dict[str, str]:
    today = world.now.date()
    return {
        "kind": "access",
        "words": "I want to see what you have.",
        "received_on-day": str(today.day),
        "received_on-month": str(today.month),
        "received_on-year": str(today.year),
        "identity_check": "known",
    }


RIGHTS_ANSWERS = {
    "extend_rights_request": {"reason": "There is very much of it."},
    "answer_rights_request": {"status": "answered", "words": "Here it is."},
    "decide_erasure": {**KEPT, "words": "It has to stay for now."},
    "attach_correction": {"about": "", "words": "It was a Tuesday."},
}
