"""S6 for clients: whatever ends a tie, nothing of the client is read on the next request."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse

from mutualaid.clients.actions import break_glass, extra_private
from mutualaid.clients.actions.handing_over import hand_over
from mutualaid.clients.models import BreakGlassReason, Client
from mutualaid.clients.tests.places import Place, hat
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations import actions as roles
from mutualaid.organisations.models import Cover, Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.models import Look

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 23, 8, tzinfo=UTC)
SEQUENCES, FULL_SEQUENCES = 16, 500
STEPS = 5
PAGES = ("show_client", "show_who_looked", "name_reader")
HOUR = timedelta(minutes=60)


@dataclass
class World:
    """A client, who might read of them, and what ought to be true of each."""

    place: Place
    client: Client
    pick: random.Random
    now: datetime = START
    keyworker: int = 0
    is_private: bool = False
    named: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    opened: dict[int, datetime] = field(default_factory=dict)
    covers: list[Cover] = field(default_factory=list)
    browsers: dict[int, Browser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keyworker = self.place.keyworker.pk
        place = self.place
        self.workers = [place.keyworker, place.colleague, place.third, place.manager]
        self.sign_in()

    def sign_in(self) -> None:
        """Everybody anew: a screen that locked meanwhile would show nothing anyway."""
        for worker in self.workers:
            self.browsers[worker.pk] = signed_in_client(worker)

    def version(self) -> int:
        return Client.objects.get(pk=self.client.pk).version

    def reads(self, worker: Membership) -> bool:
        """Whether the next request shows the record; nobody else leaves a look."""
        looks = Look.objects.count()
        name = self.pick.choice(PAGES)
        answer = self.browsers[worker.pk].get(
            reverse(name, args=[self.client.reference])
        )
        shows = self.client.person.printed in answer.content.decode()
        assert shows is (answer.status_code == 200)
        assert shows or Look.objects.count() == looks
        return shows

    def may_read(self, worker: Membership) -> bool:
        return worker.pk not in self.gone and any(
            (
                self.is_in_emergency(worker),
                worker.pk == self.keyworker,
                not self.is_private and self.is_colleague(worker),
                self.is_private and worker.pk in self.named,
                self.is_private and self.is_left_to(worker),
            )
        )

    def is_in_emergency(self, worker: Membership) -> bool:
        opened = self.opened.get(worker.pk)
        return bool(opened and clock.now() < opened + HOUR)

    def is_colleague(self, worker: Membership) -> bool:
        """The manager, and who stands in today for the keyworker."""
        return worker == self.place.manager or any(
            cover.covered_by_id == worker.pk
            and cover.membership_id == self.keyworker
            and cover.starts_on <= clock.today() <= cover.ends_on
            and self.keyworker not in self.gone
            for cover in self.covers
        )

    def is_left_to(self, worker: Membership) -> bool:
        """The manager of a client whom nobody is left to read of."""
        keepers = {self.keyworker, *self.named} - self.gone
        return worker == self.place.manager and not keepers


def gives_away(world: World, worker: Membership) -> None:
    if worker.role != Role.KEYWORKER or worker.pk in (world.keyworker, *world.gone):
        return
    by = hat(world.place.manager)
    hand_over(client=world.client, to=worker, version=world.version(), by=by)
    world.keyworker = worker.pk


def ends_a_role(world: World, worker: Membership) -> None:
    if worker != world.place.manager and worker.pk not in world.gone:
        roles.end_role(membership=worker, by=hat(world.place.manager).actor)
        world.gone.add(worker.pk)


def disables(world: World, worker: Membership) -> None:
    worker.user.is_active = False
    worker.user.save()
    world.gone.add(worker.pk)


def covers(world: World, worker: Membership) -> None:
    away = next(one for one in world.workers if one.pk == world.keyworker)
    if away.pk in world.gone or worker.pk in (away.pk, *world.gone):
        return
    if worker.role == Role.KEYWORKER and not world.covers:
        with clock.frozen_at(world.now):
            world.covers = [world.place.cover(away, worker, days=1)]


def ends_cover(world: World, _worker: Membership) -> None:
    for cover in world.covers:
        if cover.ends_on >= clock.today():
            roles.end_cover(cover=cover, by=hat(world.place.manager).actor)
    world.covers = []


def opens_in_an_emergency(world: World, worker: Membership) -> None:
    if worker.pk in world.gone or world.is_in_emergency(worker):
        return
    try:
        break_glass.break_glass(
            client=world.client,
            reason=BreakGlassReason.OTHER,
            words="It cannot wait.",
            by=hat(worker),
        )
    except Refused:
        assert world.may_read(worker)
    else:
        world.opened[worker.pk] = clock.now()


def makes_private(world: World, worker: Membership) -> None:
    if world.is_private or {world.keyworker} <= world.gone:
        return
    able = worker.pk not in (world.keyworker, *world.gone)
    extra_private.make_extra_private(
        client=world.client,
        readers=[worker] if able else [],
        version=world.version(),
        by=hat(world.place.manager),
    )
    world.is_private = True
    world.named = {worker.pk} if able else set()


def removes_a_reader(world: World, worker: Membership) -> None:
    if not world.is_private or worker.pk not in world.named:
        return
    try:
        extra_private.remove_reader(
            client=world.client,
            reader=worker,
            version=world.version(),
            by=hat(world.place.manager),
        )
    except Refused:
        assert not ({world.keyworker, *world.named} - {worker.pk} - world.gone)
    else:
        world.named.discard(worker.pk)


def ends_private(world: World, _worker: Membership) -> None:
    if world.is_private:
        by = hat(world.place.manager)
        extra_private.end_extra_private(
            client=world.client, version=world.version(), by=by
        )
        world.is_private, world.named = False, set()


def waits(_world: World, _worker: Membership) -> None:
    """Nothing but time passes."""


HAPPENINGS: list[Callable[[World, Membership], None]] = [
    gives_away,
    gives_away,
    ends_a_role,
    disables,
    covers,
    covers,
    ends_cover,
    opens_in_an_emergency,
    opens_in_an_emergency,
    makes_private,
    makes_private,
    removes_a_reader,
    ends_private,
    waits,
]


def goes_through(world: World) -> tuple[int, int]:
    """One sequence; how often somebody was looked at after an event, and how often they read."""
    looked = read = passed = 0
    for _ in range(STEPS):
        with clock.frozen_at(world.now):
            if passed:
                world.sign_in()
            happening = world.pick.choice(HAPPENINGS)
            happening(world, world.pick.choice(world.workers))
            for each in world.workers:
                shown = world.reads(each)
                assert shown == world.may_read(each), (happening.__name__, each.role)
                looked, read = looked + 1, read + shown
        passed = world.pick.choice([0, 0, 5, 59, 60, 61, 1440])
        world.now += timedelta(minutes=passed)
    return looked, read


@pytest.fixture
def place() -> Place:
    made = Place()
    made.third = made.somebody(Role.KEYWORKER)
    return made


@pytest.mark.prove
class TestNextRequest:
    def test_shows_nothing_by_a_tie_that_ended(
        self, place, full_figures, record_property
    ):
        sequences = FULL_SEQUENCES if full_figures else SEQUENCES
        looked = read = 0
        for seed in range(sequences):
            point = transaction.savepoint()
            with clock.frozen_at(START):
                world = World(place, place.added(), random.Random(seed))  # noqa: S311
            one, other = goes_through(world)
            looked, read = looked + one, read + other
            transaction.savepoint_rollback(point)
            for worker in world.workers:
                worker.user.is_active = True

        record_property("sequences", sequences)
        record_property("requests after an event", looked)
        record_property("of them by somebody who may", read)
        assert looked == sequences * STEPS * 4
        assert 0.2 < read / looked < 0.8
