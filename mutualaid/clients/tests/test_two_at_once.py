"""S30: two people in one record at one moment, again and again, in whatever order it falls."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.db.models import ObjectDoesNotExist

from mutualaid.clients.actions import clients, commitments, discharge, identity
from mutualaid.clients.actions.handing_over import hand_over
from mutualaid.clients.models import Client, ClientIdentity, ClientStatus, Commitment
from mutualaid.clients.reading import Identity
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.models import new_reference
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Meeting
from mutualaid.directory.tests import factories as directory
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.models import Person
from mutualaid.privacy.vault import all_keys

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]

LONGEST_HEAD_START = 0.004  # seconds
EXPECTED = (Refused, ObjectDoesNotExist)


@dataclass
class Scene:
    """A service with two keyworkers, and a meeting to plan."""

    first: Membership
    second: Membership
    meeting: Meeting

    @property
    def area_id(self) -> int:
        return self.first.area_id

    def hat(self, membership: Membership) -> Hat:
        rows = Membership.objects.with_everything()
        return rows.get(pk=membership.pk).hat()


@pytest.fixture
def scene() -> Scene:
    area = directory.an_area()
    service = people.service(area)
    factories.record_keeping(service)
    first, second = (
        people.membership(Role.KEYWORKER, area, service=service) for _ in range(2)
    )
    meeting = directory.a_meeting(area=area, venue=directory.a_venue(area=area))
    return Scene(first, second, meeting)


def at_once(scene: Scene, waits: list[float], acts: list[Callable[[], object]]) -> list:
    """What each act answered, or its error, each by a connection of its own."""
    start = Barrier(len(acts))

    def do(wait: float, act: Callable[[], object]) -> object:
        start.wait(10)
        time.sleep(wait)
        try:
            with within(scene.area_id):
                return act()
        except EXPECTED as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, waits, acts))


def next_monday(weeks: int):
    today = clock.today()
    return today + timedelta(days=7 - today.weekday() + 7 * weeks)


def acts_on(scene: Scene, client: Client, by: Hat, word: str) -> dict[str, Callable]:
    """What somebody may press with version 1 of the page before them."""
    named = Identity(name="Wren", contact=word)
    return {
        "change": lambda: identity.change_identity(
            client=client, identity=named, version=1, by=by
        ),
        "hand over": lambda: hand_over(
            client=client, to=scene.second, version=1, by=by
        ),
        "discharge": lambda: discharge.discharge(client=client, version=1, by=by),
        "plan": lambda: commitments.plan(
            client=client, meeting=scene.meeting, on=next_monday(0), by=by, note=word
        ),
        "erase": lambda: erase_person(
            person=Person.objects.get(pk=client.pk), by=by.actor
        ),
    }


VERSIONED = {"change", "hand over", "discharge"}


class TestOneRecord:
    def test_is_never_written_over_unseen(self, scene, full_figures, record_property):
        chance = random.Random(30)  # noqa: S311
        counted = {"both": 0, "one": 0, "none": 0}
        times = 1_000 if full_figures else 60
        with within(scene.area_id):
            hats = [scene.hat(scene.first), scene.hat(scene.second)]
        for _ in range(times):
            client = factories.client(scene.first.service, scene.first)
            names = [chance.choice([*VERSIONED, "plan", "erase"]) for _ in hats]
            words = [f"word {chance.getrandbits(40):x}" for _ in hats]
            acts = [
                acts_on(scene, client, hat, word)[name]
                for hat, word, name in zip(hats, words, names, strict=True)
            ]
            waits = [chance.uniform(0, LONGEST_HEAD_START) for _ in acts]

            answers = at_once(scene, waits, acts)

            worked = [not isinstance(each, EXPECTED) for each in answers]
            done = [
                (name, word)
                for name, word, did in zip(names, words, worked, strict=True)
                if did
            ]
            counted[("none", "one", "both")[len(done)]] += 1
            with within(scene.area_id):
                holds_together(client, done)
        record_property("interleavings", times)
        record_property("of these both, one or none worked", str(counted))
        assert counted["both"]
        assert counted["one"]


def holds_together(client: Client, done: list[tuple[str, str]]) -> None:
    """What stands is what those were told whose press worked, and nothing else."""
    names = [name for name, _ in done]
    if "erase" in names:
        is_gone(client)
        return
    client = Client.objects.with_everything().get(pk=client.pk)
    versioned = [name for name in names if name in VERSIONED]
    assert len(versioned) <= 1
    assert client.version == 1 + len(versioned)
    assert (client.status == ClientStatus.DISCHARGED) is ("discharge" in names)
    assert client.caseloads.open().count() == (0 if "discharge" in names else 1)
    assert client.caseloads.count() == (2 if "hand over" in names else 1)
    contact = ClientIdentity.objects.get(pk=client.pk).words("sealed_contact")
    assert contact == dict(done).get("change", "")
    kept = list(client.commitments.all())
    assert len(kept) == bool("plan" in names)
    assert {each.words("sealed_note") for each in kept} <= {word for _, word in done}


def is_gone(client: Client) -> None:
    assert not Person.objects.filter(pk=client.pk).exists()
    assert not Commitment.objects.filter(client=client.pk).exists()
    assert client.person.token not in {kept.token for kept in all_keys()}


class TestFormSentTwice:
    def test_adds_one_client(self, scene):
        with within(scene.area_id):
            by = scene.hat(scene.first)
        for _ in range(5):
            reference = new_reference()

            def add(reference=reference):
                return clients.add_client(
                    service=scene.first.service,
                    by=by,
                    identity=Identity(name="Wren"),
                    reference=reference,
                )

            answers = at_once(scene, [0, 0], [add, add])

            assert sum(isinstance(each, Refused) for each in answers) == 1
            with within(scene.area_id):
                rows = Client.objects.filter(person__reference=reference)
                assert rows.count() == 1


class TestHandedOverTwice:
    def test_is_in_one_caseload(self, scene):
        with within(scene.area_id):
            by = scene.hat(scene.first)
        client = factories.client(scene.first.service, scene.first)

        def give():
            return hand_over(client=client, to=scene.second, version=1, by=by)

        answers = at_once(scene, [0, 0, 0], [give, give, give])

        assert sum(isinstance(each, Refused) for each in answers) == 2
        with within(scene.area_id):
            assert client.caseloads.open().count() == 1
