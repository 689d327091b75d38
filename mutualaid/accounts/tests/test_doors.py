"""What every answer at a door carries, and what a page behind it costs."""

import re

import pytest
from django.conf import settings
from django.test import Client

from mutualaid.accounts.models import Session
from mutualaid.accounts.sessions import SessionStore, hashed

from .doors import an_area, browser_of, key_of
from .factories import PASSWORD, current_code, person, with_totp

pytestmark = pytest.mark.django_db

PRIVATE = "no-store, private"


@pytest.fixture(autouse=True)
def _area():
    an_area()


@pytest.fixture
def sam():
    user = person()
    user.secret = with_totp(user)
    return user


class TestCaching:
    @pytest.mark.parametrize(
        "address",
        [
            "/account/sessions/",
            "/account/",
            "/today/",
            "/hats/",
            "/about/",
            "/session/",
            "/unlock/",
            "/sign-in/",
            "/no-such-page/",
        ],
    )
    def test_is_forbidden_to_whoever_is_signed_in(self, sam, address):
        hers = browser_of(sam)

        assert hers.get(address)["Cache-Control"] == PRIVATE
        hers.post("/lock/")
        assert hers.get(address)["Cache-Control"] == PRIVATE

    @pytest.mark.parametrize(
        "address", ["/account/sessions/", "/today/", "/hats/", "/sign-in/"]
    )
    def test_is_forbidden_at_every_door(self, address):
        assert "no-store" in Client().get(address)["Cache-Control"]

    def test_is_forbidden_where_a_form_comes_too_late(self):
        nobody = Client(enforce_csrf_checks=True)

        for head in ({}, {"Origin": "http://testserver"}):
            response = nobody.post("/hats/", {"note": "typed"}, headers=head)
            assert "no-store" in response["Cache-Control"]

    @pytest.mark.parametrize("address", ["/session/", "/unlock/", "/about/"])
    def test_concerns_no_visitor(self, address):
        response = Client().get(address)

        assert "no-store" not in response.get("Cache-Control", "")
        assert not response.cookies


class TestCost:
    def test_of_a_page_is_session_and_person(self, sam, django_assert_num_queries):
        hers = browser_of(sam)
        hers.get("/session/")

        with django_assert_num_queries(3):
            # Session, person, and whether a hat may be worn.
            hers.get("/unlock/")


class TestSignIn:
    """S7: what was a session before is none afterwards."""

    def test_leaves_no_earlier_key_valid(
        self, sam, settings, full_figures, record_property
    ):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        sam.set_password(PASSWORD)
        sam.save()
        before, after = set(), set()

        for _ in range(1_000 if full_figures else 60):
            store = SessionStore()
            store["planted"] = True
            store.save()
            before.add(store.session_key)
            hers = Client()
            hers.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
            hers.force_login(sam)
            after.add(key_of(hers))

        record_property("signings in", len(before))
        assert len(after) == len(before)
        assert not before & after
        kept = set(Session.objects.values_list("pk", flat=True))
        assert kept == {hashed(key) for key in after}

    def test_by_its_pages_gives_a_key_of_its_own(self, sam):
        hers = Client()
        given = {"email": sam.email, "password": PASSWORD}
        hers.post("/sign-in/", given, follow=True)
        half_way = key_of(hers)

        given = {"way": "code", "code": current_code(sam.secret)}
        hers.post("/sign-in/second-step/", given)

        assert key_of(hers) != half_way
        assert hers.get("/account/sessions/").status_code == 200
        hers.cookies[settings.SESSION_COOKIE_NAME] = half_way
        assert hers.get("/account/sessions/").status_code == 302
        row = Session.objects.get(user=sam)
        assert row.browser == "/"


class TestCookie:
    def test_is_set_for_this_host_only_and_out_of_reach_of_scripts(self, sam, settings):
        settings.SESSION_COOKIE_SECURE = True
        hers = Client()
        given = {"email": sam.email, "password": PASSWORD}

        response = hers.post("/sign-in/", given)

        cookie = response.cookies[settings.SESSION_COOKIE_NAME]
        assert cookie.key == "__Host-session"
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert not cookie["max-age"]
        assert re.fullmatch("[a-z0-9]{32}", cookie.value)
