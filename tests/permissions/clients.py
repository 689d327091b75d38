"""Clients in every place of the world: one of each service, one that few may read, and what
was opened in an emergency."""

from datetime import timedelta

from world import SERVICES, Person, World

from mutualaid.clients.models import BreakGlass, Client
from mutualaid.clients.tests import factories
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import BulkAlarm

# What the record of each client says; a word of each stands in every channel that may show it.
TEXTS = ("name", "initials", "local_number", "contact", "safe_contact", "needs")


def add_clients(world: World, area: int) -> None:
    """Of a keyworker for whom nobody stands in, so that a colleague sees none of them."""
    for service in range(SERVICES):
        factories.record_keeping(world.services[area][service])
        keyworker = second_keyworker(world, area, service)
        plain = _client(world, "client", keyworker)
        _client(world, "private-client", keyworker, is_extra_private=True)
        _add_emergency(world, plain, keyworker)
        _add_alarm(world, keyworker)


def _client(world: World, kind: str, keyworker: Person, **values: bool) -> Client:
    area, service = keyworker.area, keyworker.service
    told = {
        text: f"Told {world.word(f'{text} of a client', area, service)}"
        for text in TEXTS
    }
    client = factories.client(
        world.services[area][service or 0],
        keyworker.membership,
        identity=told,
        **values,
    )
    owners = frozenset({keyworker.user_id})
    world.add(kind, client, area, service=service, owners=owners)
    return client


def _add_emergency(world: World, client: Client, keyworker: Person) -> None:
    """Opened by another keyworker, whose hour is over: they see nothing of it any more."""
    opener = world.person("keyworker", keyworker.area, keyworker.service or 0)
    said = world.word("words of an emergency", keyworker.area, keyworker.service)
    emergency = factories.break_glass(
        client, opener.membership, opened_at=world.now - timedelta(hours=2)
    )
    emergency.write("sealed_words", f"Somebody rang: {said}.")
    emergency.save()
    _tell(world, "emergency", emergency, keyworker, client.person.printed)


def second_keyworker(world: World, area: int, service: int | None) -> Person:
    found = [
        each
        for each in world.people
        if (each.area, each.service) == (area, service)
        and each.membership
        and each.membership.role == Role.KEYWORKER
    ]
    return found[1]


def _add_alarm(world: World, about: Person) -> None:
    alarm = BulkAlarm.objects.create(
        area=world.areas[about.area],
        membership=about.membership,
        people=61,
        raised_at=world.now - timedelta(days=1),
    )
    _tell(world, "bulk-alarm", alarm, about, about.user.name)


def _tell(
    world: World, kind: str, row: BreakGlass | BulkAlarm, owner: Person, mark: str
) -> None:
    told = {"service": owner.service, "owners": frozenset({owner.user_id})}
    world.add(kind, row, owner.area, mark=mark, **told)


EMERGENCIES = {
    "make_extra_private": {"version": "1"},
    "end_extra_private": {"version": "1"},
    "review_break_glass": {"outcome": "justified"},
    "settle_alarm": {"finding": "work"},
}


def emergency_body(world: World, person: Person) -> dict[str, str]:
    """A client of the service, and a code that is not right."""
    client = next(
        each
        for each in world.things["private-client"]
        if (each.area, each.service) == (person.area, person.service or 0)
    )
    return {
        "client": client.row.reference,
        "reason": "called-in",
        "words": "She is at the desk.",
        "code": "no such code",
    }


def reader_body(world: World, person: Person) -> dict[str, str]:
    lead = world.person("service-lead", person.area, person.service or 0)
    return {"reader": lead.membership.reference, "version": "1"}
