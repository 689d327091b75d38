"""One's own sessions, listed and ended."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client

from mutualaid.accounts import actions
from mutualaid.accounts.actions.sessions import end_sessions_of
from mutualaid.accounts.models import Session
from mutualaid.accounts.sessions import SessionStore
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, within

from .doors import an_area, browser_of, session_of
from .factories import PASSWORD, person

pytestmark = pytest.mark.django_db

LIST = "/account/sessions/"


@pytest.fixture(autouse=True)
def _area():
    an_area()


@pytest.fixture
def sam():
    return person()


def is_signed_in(client: Client) -> bool:
    return client.get("/session/").json()["state"] == "open"


def refuse(**_line) -> None:
    raise ZeroDivisionError


class TestListSessions:
    def test_names_browser_and_times_and_this_one(self, sam):
        here, there = browser_of(sam), browser_of(sam)
        Session.objects.filter(pk=session_of(there).pk).update(browser="Chrome/Windows")

        page = here.get(LIST).content.decode()

        assert page.count("(this one)") == 1
        assert "Firefox on Linux (this one)" in page
        assert "Chrome on Windows" in page
        assert "Sign out Chrome on Windows" in page

    def test_leaves_out_what_is_another_persons_or_over(self, sam):
        here, other = browser_of(sam), browser_of(person())
        with clock.frozen_at(clock.now() - timedelta(hours=12)):
            old = browser_of(sam)

        page = here.get(LIST).content.decode()

        for gone in (session_of(other), session_of(old)):
            assert gone.reference not in page

    def test_keeps_and_shows_no_network_address(self, sam):
        here = browser_of(sam)

        page = here.get(LIST, REMOTE_ADDR="203.0.113.77").content.decode()

        assert "203.0.113.77" not in page
        assert all("203.0.113" not in repr(row) for row in Session.objects.values())

    def test_takes_as_many_queries_for_two_as_for_twelve(
        self, sam, django_assert_num_queries
    ):
        here = browser_of(sam)
        browser_of(sam)
        here.get(LIST)
        with django_assert_num_queries(4):
            here.get(LIST)
        for _ in range(10):
            browser_of(sam)

        with django_assert_num_queries(4):
            here.get(LIST)


class TestEndSession:
    def test_signs_another_browser_out_on_its_next_request(self, sam):
        here, there = browser_of(sam), browser_of(sam)

        response = here.post(f"{LIST}{session_of(there).reference}/end/")

        assert response["Location"] == LIST
        assert not is_signed_in(there)
        assert is_signed_in(here)
        line = Entry.objects.order_by("sequence").last()
        assert (line.act, line.actor) == ("accounts.end_session", sam.token)

    def test_of_this_one_is_signing_out(self, sam):
        here = browser_of(sam)

        response = here.post(f"{LIST}{session_of(here).reference}/end/")

        assert response["Location"] == "/sign-in/"
        assert not is_signed_in(here)

    def test_of_somebody_else_is_not_found(self, sam):
        here, other = browser_of(sam), browser_of(person())

        response = here.post(f"{LIST}{session_of(other).reference}/end/")

        assert response.status_code == 404
        assert is_signed_in(other)

    def test_is_not_done_when_it_cannot_be_written_down(self, sam, monkeypatch):
        here, there = browser_of(sam), browser_of(sam)
        monkeypatch.setattr(actions.sessions, "record", refuse)

        with pytest.raises(ZeroDivisionError):
            here.post(f"{LIST}{session_of(there).reference}/end/")

        assert is_signed_in(there)

    def test_is_not_undone_by_a_page_that_was_under_way(self, sam):
        there = browser_of(sam)
        under_way = SessionStore(there.cookies["__Host-session"].value)
        under_way["note"] = "x"
        Session.objects.all().delete()

        with pytest.raises(UpdateError):
            under_way.save()

        assert not is_signed_in(there)


class TestSignOutEverywhere:
    def test_ends_every_session_of_the_person_and_no_other(self, sam):
        here, there, other = browser_of(sam), browser_of(sam), browser_of(person())

        response = here.post(f"{LIST}end-all/")

        assert response["Location"] == "/sign-in/"
        assert [is_signed_in(each) for each in (here, there, other)] == [
            False,
            False,
            True,
        ]
        line = Entry.objects.order_by("sequence").last()
        assert line.act == "accounts.end_sessions_of"
        assert line.detail == {"sessions": 2}

    def test_is_not_done_when_it_cannot_be_written_down(self, sam, monkeypatch):
        here, there = browser_of(sam), browser_of(sam)
        monkeypatch.setattr(actions.sessions, "record", refuse)

        with pytest.raises(ZeroDivisionError):
            here.post(f"{LIST}end-all/")

        assert is_signed_in(there)


class TestEndSessionsOf:
    def test_can_leave_the_one_that_asks(self, sam):
        here, there = browser_of(sam), browser_of(sam)

        ended = end_sessions_of(
            user=sam, by=Actor(token=sam.token), besides=session_of(here)
        )

        assert ended == 1
        assert is_signed_in(here)
        assert not is_signed_in(there)


class TestSignOut:
    def test_ends_the_session_on_the_server(self, sam):
        here = browser_of(sam)
        before = here.cookies["__Host-session"].value

        here.post("/sign-out/")

        stolen = Client()
        stolen.cookies["__Host-session"] = before
        assert not is_signed_in(stolen)
        assert not Session.objects.exists()


class TestChangePassword:
    def test_ends_every_other_session(self, sam):
        here, there = browser_of(sam), browser_of(sam)

        here.post(
            "/account/password/",
            {"password": PASSWORD, "new_password": "orchard kettle wednesday"},
        )

        assert is_signed_in(here)
        assert not is_signed_in(there)
        assert Session.objects.count() == 1


class TestUnlockSession:
    def test_takes_a_passkey_that_proved_itself(self, sam, monkeypatch):
        here = session_of(browser_of(sam))
        monkeypatch.setattr(actions.sessions, "proved_passkey", lambda *_, **__: None)

        factor = actions.sessions.unlock_session(
            session=here, user=sam, by=Actor(token=sam.token), credential="{}"
        )

        assert factor == "webauthn"
        with within(INSTALLATION):
            line = Entry.objects.order_by("sequence").last()
        assert line.detail == {"session": here.reference, "factor": "webauthn"}

    def test_looks_at_no_sixth_answer(self, sam, monkeypatch):
        here = session_of(browser_of(sam))
        Session.objects.update(wrong_codes=5)
        monkeypatch.setattr(actions.sessions, "proved_passkey", refuse)

        factor = actions.sessions.unlock_session(
            session=here, user=sam, by=Actor(token=sam.token), credential="{}"
        )

        assert factor is None
        assert not Session.objects.exists()
