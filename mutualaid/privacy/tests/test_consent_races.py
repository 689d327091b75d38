"""A yes is taken back while somebody is about to use it: never told after, never half."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connections, transaction

from mutualaid.core.refusal import Refused
from mutualaid.privacy.consents.actions import withdrawing
from mutualaid.privacy.consents.in_force import (
    require_contact,
    require_permission_to_tell,
)
from mutualaid.privacy.models import (
    ContactPreference,
    Route,
    Telling,
    TellingPermission,
)

from .consenting import KEY, WHOM, Told, a_world

pytestmark = pytest.mark.django_db(transaction=True)
# How long the other is given to come in between, which it must not.
MEANWHILE = 0.5


@pytest.fixture
def told(monkeypatch) -> Told:
    return a_world(monkeypatch)


def tells(told: Told, *, asked: Event, go_on: Event) -> str:
    """An action as another feature has it: it asks, does something else, and then tells."""
    try:
        with told.here(), transaction.atomic():
            require_permission_to_tell(
                told.person,
                what=Telling.PLACE,
                whom=WHOM,
                meeting_key=KEY,
                on=told.meeting.on,
            )
            asked.set()
            go_on.wait(10)
            stood = TellingPermission.objects.get().status
        return f"told while it was {stood}"
    except Refused as refused:
        return refused.sentence
    finally:
        connections.close_all()


def takes_back(told: Told, answer, by) -> str:
    try:
        with told.here():
            withdrawing.withdraw_consent(answer=answer, by=by)
        return "taken back"
    except Refused as refused:
        return refused.sentence
    finally:
        connections.close_all()


def at_once(*acts: Callable[[], str]) -> list[str]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result(30) for each in [pool.submit(act) for act in acts]]


class TestTakenBackInMidForm:
    def test_waits_for_whoever_asked_first(self, told):
        with told.here():
            answer, by = told.answers_telling(), told.manager.hat()
        asked, go_on, done = Event(), Event(), Event()

        def take_back() -> str:
            asked.wait(10)
            said = takes_back(told, answer, by)
            done.set()
            return said

        def tell() -> str:
            return tells(told, asked=asked, go_on=go_on)

        def let_go() -> str:
            asked.wait(10)
            came_in_between = done.wait(MEANWHILE)
            go_on.set()
            return str(came_in_between)

        said = at_once(tell, take_back, let_go)

        assert said == ["told while it was given", "taken back", "False"]

    def test_is_seen_by_whoever_asks_after(self, told):
        with told.here():
            answer, by = told.answers_telling(), told.manager.hat()
        held, go_on = Event(), Event()

        def take_back() -> str:
            with told.here(), transaction.atomic():
                withdrawing.withdraw_consent(answer=answer, by=by)
                held.set()
                go_on.wait(MEANWHILE)
            connections.close_all()
            return "taken back"

        def tell() -> str:
            held.wait(10)
            go_on.set()
            return tells(told, asked=Event(), go_on=go_on)

        said = at_once(take_back, tell)

        assert said[0] == "taken back"
        assert "Nothing was told" in said[1]

    def test_stops_a_message_that_was_being_written(self, told):
        with told.here():
            answer = told.answers_contact()
            withdrawing.withdraw_consent(answer=answer, by=told.by)

        with (
            pytest.raises(Refused, match="Nothing was sent"),
            told.here(),
            transaction.atomic(),
        ):
            require_contact(told.person, Route.TEXT)


class TestTwoPeople:
    def test_take_it_back_once(self, told):
        with told.here():
            answer = told.answers_contact()
            copies = [ContactPreference.objects.get() for _ in range(2)]
            hats = told.by, told.manager.hat()

        said = at_once(
            *(
                lambda copy=copy, by=by: takes_back(told, copy, by)
                for copy, by in zip(copies, hats, strict=True)
            )
        )

        assert sorted(said) == ["This was taken back already.", "taken back"]
        with told.here():
            answer.refresh_from_db()
        assert answer.status == "withdrawn"

    def test_ask_the_same_thing_and_one_answer_stands(self, told):
        hats = told.by, told.colleague.hat()

        def ask(by) -> str:
            try:
                with told.here():
                    told.answers_contact(by=by, seen="")
                return "kept"
            except Refused:
                return "refused"
            finally:
                connections.close_all()

        said = at_once(*(lambda by=by: ask(by) for by in hats))

        assert sorted(said) == ["kept", "refused"]
        with told.here():
            assert ContactPreference.objects.count() == 1
