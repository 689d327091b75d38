from datetime import timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.erasing import erase_person, replay_ledger
from mutualaid.privacy.holds import is_held
from mutualaid.privacy.ledger import enter, erasures
from mutualaid.privacy.models import Hold, HoldReason, Person
from mutualaid.privacy.retention.actions import holds as actions
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf

from . import factories

pytestmark = pytest.mark.django_db
BY = system_actor("tests")


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path) -> None:
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def service():
    return places.service(places.area())


@pytest.fixture
def manager(service):
    return places.membership(Role.SERVICE_MANAGER, service.area, service=service)


@pytest.fixture
def person(service):
    return factories.person(service)


def place(person, manager, **values) -> Hold:
    given = {"reason": HoldReason.COURT, "by": manager.hat()}
    return actions.place_hold(person=person, **{**given, **values})


def in_days(days: int):
    return clock.today() + timedelta(days=days)


class TestPlaceHold:
    def test_keeps_why_and_who_with_its_words_sealed(self, person, manager):
        hold = place(person, manager, words="Crown court, Northbridge")

        kept = Hold.objects.get(pk=hold.pk)
        assert kept.words("sealed_words") == "Crown court, Northbridge"
        assert b"court" not in bytes(kept.sealed_words).lower()
        assert (kept.placed_by, kept.reason) == (manager, HoldReason.COURT)
        assert is_held(person)

    def test_says_in_the_log_whose_and_nothing_of_why(self, person, manager):
        place(person, manager, words="Crown court")

        line = Entry.objects.get(act="privacy.place_hold")
        assert (line.subject, line.detail) == (person.token, {})

    def test_refuses_a_last_day_that_is_past(self, person, manager):
        with pytest.raises(Refused, match="in the past"):
            place(person, manager, until=in_days(-1))

        assert not is_held(person)

    def test_a_log_that_fails_undoes_it(self, person, manager, monkeypatch):
        monkeypatch.setattr(actions, "record", fails)

        with pytest.raises(RuntimeError):
            place(person, manager)

        assert not is_held(person)


class TestLiftHold:
    def test_ends_it_once(self, person, manager):
        hold = place(person, manager)

        actions.lift_hold(hold=hold, by=manager.hat())

        assert not is_held(person)
        assert Hold.objects.get().lifted_by == manager
        with pytest.raises(Refused, match="over already"):
            actions.lift_hold(hold=hold, by=manager.hat())

    def test_leaves_other_holds(self, person, manager):
        hold = place(person, manager)
        place(person, manager, reason=HoldReason.COMPLAINT)

        actions.lift_hold(hold=hold, by=manager.hat())

        assert is_held(person)

    def test_a_log_that_fails_undoes_it(self, person, manager, monkeypatch):
        hold = place(person, manager)
        monkeypatch.setattr(actions, "record", fails)

        with pytest.raises(RuntimeError):
            actions.lift_hold(hold=hold, by=manager.hat())

        assert is_held(person)


class TestHold:
    def test_stands_until_the_end_of_its_last_day(self, person, manager):
        place(person, manager, until=in_days(3))

        for days, held in ((0, True), (3, True), (4, False)):
            with clock.frozen_at(clock.now() + timedelta(days=days)):
                assert is_held(person) is held

    def test_is_of_one_person(self, person, manager, service):
        place(person, manager)

        assert not is_held(factories.person(service))


class TestErasePerson:
    @pytest.mark.parametrize("shelves", [EVERY_SHELF, (Shelf.JOURNAL,)])
    def test_is_refused_while_there_is_a_hold(self, person, manager, shelves):
        hold = place(person, manager, words="A complaint")

        with pytest.raises(Refused, match="nothing was erased"):
            erase_person(person=person, by=BY, shelves=shelves)

        assert list(erasures()) == []
        assert Hold.objects.get(pk=hold.pk).words("sealed_words") == "A complaint"
        actions.lift_hold(hold=hold, by=manager.hat())
        erase_person(person=person, by=BY, shelves=shelves)
        assert len(list(erasures())) == 1

    def test_takes_holds_that_are_over_along(self, person, manager):
        actions.lift_hold(hold=place(person, manager), by=manager.hat())

        erase_person(person=person, by=BY)

        assert not Person.objects.exists()
        assert not Hold.objects.exists()

    def test_of_a_restore_asks_no_hold(self, person, manager):
        """It was erased; a hold in an older copy brings nothing back."""
        place(person, manager)
        enter(person.token, EVERY_SHELF)

        replay_ledger(by=BY)

        assert not Person.objects.exists()


def fails(**_given) -> None:
    raise RuntimeError("The log is full.")
