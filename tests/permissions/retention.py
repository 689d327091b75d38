"""Records whose time is over, and records that have to stay, in every place of the world."""

from datetime import timedelta

from clients import second_keyworker
from world import SERVICES, Person, World

from mutualaid.clients.models import Client
from mutualaid.clients.tests import factories
from mutualaid.privacy.models import Hold, RetentionRun, Review
from mutualaid.privacy.tests import factories as kept


def add_retention(world: World, area: int) -> None:
    """For each service one of both, of a keyworker for whom nobody stands in; the date of each
    area waits to be confirmed."""
    for service in range(SERVICES):
        keyworker = second_keyworker(world, area, service)
        _tell(world, "review", kept.review(_client(world, keyworker).person), keyworker)
        hold = _hold(world, _client(world, keyworker), keyworker)
        _tell(world, "hold", hold, keyworker)
    RetentionRun.objects.create(
        area=world.areas[area], ran_on=world.now.date() - timedelta(days=40)
    )


def _client(world: World, keyworker: Person) -> Client:
    service = world.services[keyworker.area][keyworker.service or 0]
    return factories.client(service, keyworker.membership)


def _hold(world: World, client: Client, keyworker: Person) -> Hold:
    manager = world.person("service-manager", keyworker.area, keyworker.service)
    said = world.word("words of a hold", keyworker.area, keyworker.service)
    assert manager.membership
    hold = kept.hold(client.person, manager.membership)
    hold.write("sealed_words", f"A complaint: {said}.")
    hold.save()
    return hold


def _tell(world: World, kind: str, row: Hold | Review, owner: Person) -> None:
    owners = frozenset({owner.user_id})
    world.add(kind, row, owner.area, service=owner.service, owners=owners)


def review_body(world: World) -> dict[str, str]:
    """Kept longer: what is erased stays erased when a test takes its rows back."""
    day = world.now.date() + timedelta(days=100)
    return {
        "outcome": "keep",
        "reason": "A complaint is expected.",
        "keep_until-day": str(day.day),
        "keep_until-month": str(day.month),
        "keep_until-year": str(day.year),
    }


def date_body(world: World) -> dict[str, str]:
    return {"day": world.now.date().isoformat()}
