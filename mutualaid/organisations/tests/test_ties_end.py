"""S6: whatever ends a tie, nothing is read by it on the next request."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from mutualaid.core import clock
from mutualaid.organisations import actions
from mutualaid.organisations.models import Cover, Membership, standing_in_for
from mutualaid.organisations.roles import Role

from . import factories
from .factories import signed_in_client
from .people import Staff, by, staff
from .test_cover import arranged

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 23, 8, tzinfo=UTC)
SEQUENCES, FULL_SEQUENCES = 40, 500
STEPS = 5


@dataclass
class World:
    """A service's people with a browser each, and what ought to be true of them."""

    here: Staff
    pick: random.Random
    now: datetime = START
    workers: list[Membership] = field(default_factory=list)
    browsers: dict[int, Client] = field(default_factory=dict)
    active: set[int] = field(default_factory=set)
    signed_out: set[int] = field(default_factory=set)
    covers: list[Cover] = field(default_factory=list)
    closes_on: date | None = None

    def __post_init__(self) -> None:
        here = self.here
        peer = factories.membership(Role.PEER, here.area, service=here.service)
        self.workers = [here.keyworker, here.colleague, peer]
        self.active = {worker.pk for worker in self.workers}
        self.sign_in()

    def sign_in(self) -> None:
        """Everybody anew: a screen that locked meanwhile would show nothing anyway."""
        self.signed_out.clear()
        for worker in self.workers:
            self.browsers[worker.pk] = signed_in_client(worker)

    def let_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        if hours:
            with clock.frozen_at(self.now):
                self.sign_in()

    def is_open(self) -> bool:
        return self.closes_on is None or clock.today() < self.closes_on

    def may_read(self, worker: Membership) -> bool:
        return worker.pk in self.active and self.is_open()

    def reads(self, worker: Membership) -> bool:
        """Whether the next request shows a page of the role."""
        if worker.pk in self.signed_out and worker.pk in self.active:
            self.browsers[worker.pk] = signed_in_client(worker)
            self.signed_out.discard(worker.pk)
        own_page = f"/people/{worker.user.reference}/"
        status = self.browsers[worker.pk].get(own_page).status_code
        assert status in (200, 302)
        return status == 200

    def stands_in(self, cover: Cover) -> bool:
        worn = Membership.objects.with_everything().get(pk=cover.covered_by_id)
        return cover.membership in standing_in_for(worn.hat())

    def may_stand_in(self, cover: Cover) -> bool:
        """By this cover, or by a later one of the same two people."""
        both = {cover.membership_id, cover.covered_by_id}
        return (
            any(
                one.starts_on <= clock.today() <= one.ends_on
                and both == {one.membership_id, one.covered_by_id}
                for one in self.covers
            )
            and both <= self.active
            and self.is_open()
        )


def ends_a_role(world: World, worker: Membership) -> None:
    actions.end_role(membership=worker, by=by(world.here.manager))
    world.active.discard(worker.pk)


def leaves(world: World, worker: Membership) -> None:
    actions.end_roles(person=worker.user, memberships=[worker], by=by(worker))
    world.active.discard(worker.pk)


def turns_off(world: World, worker: Membership) -> None:
    who = by(world.here.administrator)
    actions.turn_off_person(person=worker.user, memberships=[worker], by=who)
    world.active.discard(worker.pk)
    world.signed_out.add(worker.pk)


def turns_on(world: World, worker: Membership) -> None:
    who = by(world.here.administrator)
    worker.refresh_from_db()
    if worker.status == "suspended":
        actions.turn_on_person(person=worker.user, memberships=[worker], by=who)
        world.active.add(worker.pk)


def disables(world: World, worker: Membership) -> None:
    worker.user.is_active = False
    worker.user.save()
    world.active.discard(worker.pk)


def closes(world: World, worker: Membership) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    world.here.service.closed_on = world.closes_on = tomorrow
    world.here.service.save()


def covers(world: World, worker: Membership) -> None:
    if not ({world.here.keyworker.pk, world.here.colleague.pk} <= world.active):
        return
    if not world.is_open() or any(world.stands_in(one) for one in world.covers):
        return
    world.covers = [arranged(world.here, ends_on=clock.today() + timedelta(days=1))]


def ends_cover(world: World, worker: Membership) -> None:
    for cover in world.covers:
        if cover.ends_on >= clock.today():
            actions.end_cover(cover=cover, by=by(world.here.manager))
    world.covers = []


def waits(world: World, worker: Membership) -> None:
    """Nothing but time passes."""


HAPPENINGS: list[Callable[[World, Membership], None]] = [
    ends_a_role,
    leaves,
    turns_off,
    turns_on,
    disables,
    closes,
    covers,
    covers,
    ends_cover,
    waits,
]
ON_WHO_IS_THERE = {ends_a_role, leaves, turns_off, disables}


def goes_through(world: World) -> int:
    """One sequence; the number of times that somebody was looked at after an event."""
    looked = 0
    seen_covers: list[Cover] = []
    for _ in range(STEPS):
        with clock.frozen_at(world.now):
            worker = world.pick.choice(world.workers)
            happening = world.pick.choice(HAPPENINGS)
            if happening not in ON_WHO_IS_THERE or worker.pk in world.active:
                happening(world, worker)
            seen_covers += [one for one in world.covers if one not in seen_covers]
            for each in world.workers:
                assert world.reads(each) == world.may_read(each), happening.__name__
                looked += 1
            for cover in seen_covers:
                assert world.stands_in(cover) == world.may_stand_in(cover)
                looked += 1
        world.let_pass(world.pick.choice([0, 0, 1, 9]))
    return looked


@pytest.mark.prove
class TestNextRequest:
    def test_shows_nothing_by_a_tie_that_ended(self, full_figures, record_property):
        here, looked = staff(), 0
        sequences = FULL_SEQUENCES if full_figures else SEQUENCES
        for seed in range(sequences):
            point = transaction.savepoint()
            with clock.frozen_at(START):
                world = World(here, random.Random(seed))  # noqa: S311
            looked += goes_through(world)
            transaction.savepoint_rollback(point)
            here.service.refresh_from_db()
            for worker in (here.keyworker, here.colleague):
                worker.user.is_active = True

        record_property("sequences", sequences)
        record_property("requests after an event", looked)
        assert looked > sequences * STEPS * 3


class TestRoleLostInMidForm:
    def test_says_what_happened_and_changes_nothing(self):
        here = staff()
        client = signed_in_client(here.manager)
        offer = {
            "name": "New Person",
            "email": "new@northbridge.example",
            "role": "keyworker",
        }
        assert client.get("/invitations/new/").status_code == 200

        actions.end_role(membership=here.manager, by=by(here.administrator))
        response = client.post("/invitations/new/", offer, follow=True)

        text = response.content.decode()
        assert f"Your role has ended: Service manager, {here.service.name}." in text
        assert not here.area.invitations.exists()

    @pytest.mark.parametrize(
        ("happening", "words"),
        [(turns_off, "turned off"), (closes, "is closed"), (ends_a_role, "has ended")],
    )
    def test_tells_why(self, happening, words):
        here = staff()
        second = factories.membership(Role.AUDITOR, here.area, user=here.keyworker.user)
        client = signed_in_client(here.keyworker)
        happening(World(here, random.Random(0)), here.keyworker)  # noqa: S311
        if happening is turns_off:
            client = signed_in_client(here.keyworker)

        with clock.frozen_at(clock.now() + timedelta(days=1)):
            client = signed_in_client(here.keyworker)
            text = client.get("/today/", follow=True).content.decode()

        assert words in text
        assert second.hat().title in text
