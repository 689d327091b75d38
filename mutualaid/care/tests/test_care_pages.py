import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from mutualaid.care.models import CareSession, Outcome, SessionStatus, StepRecord
from mutualaid.care.steps import BY_KEY, STEPS, Session
from mutualaid.clients.tests import factories as clients
from mutualaid.clients.tests.places import Place
from mutualaid.core import clock
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.models import Look, Looked

from .factories import care_session, step_record

pytestmark = pytest.mark.django_db
STARTED = {"kind": "one", "occasion": "keywork", "way": "in-person"}


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def client(place):
    return place.added()


@pytest.fixture
def keyworker(place):
    return signed_in_client(place.keyworker)


@pytest.fixture
def manager(place):
    return signed_in_client(place.manager)


@pytest.fixture
def session(place, client):
    return care_session(client, place.keyworker)


def text(response) -> str:
    return unescape(response.content.decode())


def page(browser, name, *arguments) -> str:
    response = browser.get(reverse(name, args=arguments))
    assert response.status_code == 200
    return text(response)


def sent(browser, name, *arguments, **more):
    return browser.post(reverse(name, args=arguments), more)


class TestListCareSessions:
    def test_is_reached_from_the_client_and_begins_the_first(self, client, keyworker):
        address = reverse("list_care_sessions", args=[client.reference])
        assert address in page(keyworker, "show_client", client.reference)

        shown = page(keyworker, "list_care_sessions", client.reference)

        assert "No session yet" in shown
        assert reverse("start_care_session", args=[client.reference]) in shown

    def test_leads_to_the_one_that_is_going_on(self, client, session, keyworker):
        shown = page(keyworker, "list_care_sessions", client.reference)

        assert "Go on with session one" in shown
        assert "Begin a session" not in shown

    def test_offers_a_manager_nothing_to_write(self, client, session, manager):
        shown = page(manager, "list_care_sessions", client.reference)

        assert "Going on" in shown
        assert "Go on with" not in shown

    def test_writes_down_who_looked(self, client, session, manager):
        page(manager, "list_care_sessions", client.reference)

        assert [look.what for look in Look.objects.filter(person=client.person)] == [
            Looked.RECORD
        ]


class TestStartCareSession:
    def test_is_one_press_where_everything_fits(self, client, keyworker):
        shown = page(keyworker, "start_care_session", client.reference)
        assert re.search(r'value="one"[^>]* checked', shown)

        response = sent(keyworker, "start_care_session", client.reference, **STARTED)

        made = CareSession.objects.get()
        assert response.url == reverse("show_care_session", args=[made.reference])

    def test_goes_on_with_the_one_that_is_open(self, client, session, keyworker):
        response = sent(keyworker, "start_care_session", client.reference, **STARTED)

        assert response.url == reverse("show_care_session", args=[session.reference])
        assert CareSession.objects.count() == 1

    def test_says_why_not_where_no_records_are_kept(self, place, client, keyworker):
        clients.record_keeping(place.service, is_on=False)

        response = sent(keyworker, "start_care_session", client.reference, **STARTED)

        assert "keeps no records" in text(response)
        assert not CareSession.objects.exists()

    def test_keeps_what_was_chosen_when_something_is_wrong(self, client, keyworker):
        wrong = {**STARTED, "way": "telephone", "held_on-day": "31"}
        response = sent(keyworker, "start_care_session", client.reference, **wrong)

        assert "The date needs a month" in text(response)
        assert re.search(r'value="telephone"[^>]* checked', text(response))

    def test_is_for_who_works_with_the_client(self, client, manager):
        assert sent(manager, "start_care_session", client.reference).status_code == 403


class TestTakeStep:
    def test_says_what_to_say_and_goes_on_to_the_next(self, session, keyworker):
        shown = page(keyworker, "take_step", session.reference, "1.2")
        assert "Have you been to a group before" in shown

        response = sent(
            keyworker,
            "take_step",
            session.reference,
            "1.2",
            **{"been-smart": "tried", "note": "Liked it", "revision": "0"},
            outcome="done",
        )

        assert response.url == reverse("take_step", args=[session.reference, "1.3"])
        row = StepRecord.objects.get()
        assert (row.outcome, row.answers) == (Outcome.DONE, {"been-smart": "tried"})

    def test_ends_at_the_page_to_check(self, session, keyworker):
        response = sent(
            keyworker,
            "take_step",
            session.reference,
            "1.9",
            outcome="not-today",
            revision="0",
        )

        assert response.url == reverse("check_care_session", args=[session.reference])

    def test_shows_what_was_saved(self, session, keyworker):
        step_record(session, "1.1", answers={"interest": 7}, note="Wants mornings back")

        shown = page(keyworker, "take_step", session.reference, "1.1")

        assert re.search(r'value="7"[^>]* checked', shown)
        assert "Wants mornings back" in shown

    def test_keeps_a_draft_by_itself_and_shows_it(self, session, keyworker):
        address = reverse("take_step", args=[session.reference, "1.9"])
        typed = {"note": "Ring first", "next-on-day": "3", "next-on-month": "Dec"}
        response = keyworker.post(
            address, {**typed, "revision": "0"}, HTTP_HX_REQUEST="true"
        )
        assert "Kept as a draft" in text(response)

        shown = page(keyworker, "take_step", session.reference, "1.9")

        assert "Typed and not saved yet" in shown
        assert "Ring first" in shown
        assert 'value="Dec"' in shown
        assert StepRecord.objects.get().outcome == ""

    def test_says_that_a_draft_was_not_kept(self, session, keyworker):
        step_record(session, "1.1")
        address = reverse("take_step", args=[session.reference, "1.1"])

        response = keyworker.post(
            address, {"note": "Late", "revision": "0"}, HTTP_HX_REQUEST="true"
        )

        assert "Not kept." in text(response)
        assert "Kept as a draft" not in text(response)

    def test_keeps_the_typing_when_a_colleague_was_quicker(self, session, keyworker):
        step_record(session, "1.1")

        response = sent(
            keyworker,
            "take_step",
            session.reference,
            "1.1",
            outcome="done",
            revision="0",
            note="Mine",
        )

        assert "Somebody else saved this step" in text(response)
        assert "Mine" in text(response)

    def test_refuses_what_is_no_answer_and_keeps_the_note(self, session, keyworker):
        response = sent(
            keyworker,
            "take_step",
            session.reference,
            "1.1",
            interest="11",
            outcome="done",
            revision="0",
            note="Mine",
        )

        assert "Choose one of the answers" in text(response)
        assert "Mine" in text(response)
        assert not StepRecord.objects.exists()

    def test_shows_what_was_said_last_time_and_does_not_answer_with_it(
        self, place, client, keyworker
    ):
        before = care_session(
            client,
            place.keyworker,
            kind="two",
            status=SessionStatus.CLOSED,
            held_on=clock.today() - timedelta(days=7),
        )
        step_record(before, "2.3", answers={"obstacles": ["cost"]}, note="Bus is dear")
        now = care_session(client, place.keyworker, kind="two")

        shown = page(keyworker, "take_step", now.reference, "2.3")

        assert "Bus is dear" in shown
        assert not re.search(r'value="cost"[^>]* checked', shown)

    def test_of_another_session_is_not_there(self, session, keyworker):
        address = reverse("take_step", args=[session.reference, "2.1"])

        assert keyworker.get(address).status_code == 404

    @pytest.mark.parametrize("kind", Session)
    def test_has_a_page_for_each(self, place, client, keyworker, kind):
        session = care_session(client, place.keyworker, kind=kind.value)
        for step in STEPS[kind]:
            shown = page(keyworker, "take_step", session.reference, step.key)
            assert str(step.say) in shown

    def test_is_for_who_works_with_the_client(self, session, manager):
        address = reverse("take_step", args=[session.reference, "1.1"])

        assert manager.get(address).status_code == 403


class TestCheckCareSession:
    def test_lists_what_was_written_with_a_way_to_change_it(self, session, keyworker):
        step_record(session, "1.2", answers={"been-smart": "tried"}, note="Liked it")

        shown = page(keyworker, "check_care_session", session.reference)

        assert "Once or twice" in shown
        assert reverse("take_step", args=[session.reference, "1.2"]) in shown
        assert "SMART Recovery Once or twice. Liked it" in shown

    def test_finishes_and_opens_again(self, session, keyworker):
        sent(keyworker, "check_care_session", session.reference)
        session.refresh_from_db()
        assert session.status == SessionStatus.CLOSED
        assert "Open it again" in page(
            keyworker, "check_care_session", session.reference
        )

        sent(keyworker, "reopen_care_session", session.reference)

        session.refresh_from_db()
        assert session.status == SessionStatus.OPEN

    def test_says_that_it_was_finished_already(self, session, keyworker):
        for _ in range(2):
            response = sent(keyworker, "check_care_session", session.reference)

        assert "This session is finished" in text(response)

    def test_lets_a_manager_read_and_no_more(self, session, manager):
        shown = page(manager, "check_care_session", session.reference)

        assert "Finish the session" not in shown
        for name in ("check_care_session", "reopen_care_session"):
            assert sent(manager, name, session.reference).status_code == 403


class TestReopenCareSession:
    def test_says_why_not_while_a_later_one_is_open(self, place, client, keyworker):
        first = care_session(client, place.keyworker, status=SessionStatus.CLOSED)
        care_session(client, place.keyworker, kind="two")

        response = sent(keyworker, "reopen_care_session", first.reference)

        assert "A later session with this client is open" in text(response)


class TestShowSessionGuide:
    @pytest.mark.parametrize("kind", Session)
    def test_has_every_step_without_a_record(self, place, keyworker, kind):
        clients.record_keeping(place.service, is_on=False)

        shown = page(keyworker, "show_session_guide", kind)

        for step in STEPS[kind]:
            assert str(step.say) in shown

    def test_has_three(self, keyworker):
        address = reverse("show_session_guide", args=["four"])

        assert keyworker.get(address).status_code == 404


class TestClicks:
    @pytest.mark.parametrize("kind", Session)
    def test_are_at_most_twenty_five_for_a_whole_session(self, client, keyworker, kind):
        """A choice in every step that asks something, and a button for every page."""
        chosen = {**STARTED, "kind": kind.value}
        sent(keyworker, "start_care_session", client.reference, **chosen)
        session = CareSession.objects.get()
        first = STEPS[kind][0].key
        address = reverse("take_step", args=[session.reference, first])
        presses = 3  # to the sessions, begin a session, begin
        presses += 1  # next step
        while "/steps/" in address:
            step = BY_KEY[address.rstrip("/").rpartition("/")[2]]
            presses += bool(step.questions) + 1
            answer = keyworker.post(address, {"outcome": "done", "revision": "0"})
            address = answer.url
        keyworker.post(address)
        presses += 1  # finish

        session.refresh_from_db()
        assert session.status == SessionStatus.CLOSED
        assert presses <= 25
