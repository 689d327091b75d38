"""Builds the world: places first, then people, then what they have to do with."""

from datetime import datetime

from concerns import add_concerns
from django.db import transaction
from people import own_things, populate
from planted import claim_sealed
from things import furnish
from world import HOSTS, SERVICES, World

from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.organisations.tests import factories

COLOURS = ("#1d4f91", "#4a1d91", "#6b2c00")


def build(now: datetime | None = None) -> World:
    """The world, made anew; everything in it is written within its area."""
    world = World(now or clock.now())
    with clock.frozen_at(world.now):
        for area in range(len(HOSTS)):
            _add_area(world, area)
        populate(world)
        for area in range(len(HOSTS)):
            with world.within(area), transaction.atomic():
                furnish(world, area)
                add_concerns(world, area)
        own_things(world)
        claim_sealed(world)
    return world


def _add_area(world: World, number: int) -> None:
    with within(INSTALLATION):
        area = factories.area(
            name=f"Area {world.word('area name', number)}",
            slug=f"world-{number}",
            host=HOSTS[number],
            colour=COLOURS[number],
            contact_name=world.word("office", number),
            contact_email=f"{world.word('office e-mail', number)}@office.example",
            contact_telephone="01632 960100",
            safeguarding_contact=world.word("safeguarding contact", number),
        )
    world.areas.append(area)
    with world.within(number):
        world.services.append([_new_service(world, number, n) for n in range(SERVICES)])


def _new_service(world: World, area: int, number: int):
    provider = factories.organisation(
        world.areas[area], name=f"Provider {world.word('organisation', area, number)}"
    )
    return factories.service(
        world.areas[area],
        name=f"Service {world.word('service', area, number)}",
        organisation=provider,
    )
