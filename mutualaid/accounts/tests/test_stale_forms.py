"""A form whose token is not today's: one's own is shown again, any other is refused."""

import re
from html import unescape

import pytest
from django.test import Client

from mutualaid.core.page_hat import FIELD as PAGE_HAT

from .doors import an_area, browser_of
from .factories import person, with_totp

pytestmark = pytest.mark.django_db

OWN = {"Origin": "http://testserver"}
CANARY = 'canary "quoted"'


@pytest.fixture(autouse=True)
def _area():
    an_area()


@pytest.fixture
def sam():
    user = person()
    with_totp(user)
    return user


@pytest.fixture
def hers(sam) -> Client:
    return browser_of(sam, enforce_csrf_checks=True)


def typed(user=None, **fields) -> dict[str, str]:
    page = {PAGE_HAT: f"{user.reference}."} if user else {}
    return {"note": CANARY, "csrfmiddlewaretoken": "x" * 64, **page, **fields}


def value_of(response, name: str) -> str:
    main = response.content.decode().partition("<main")[2]
    return unescape(re.findall(rf'name="{name}" value="([^"]*)"', main)[0])


class TestOfOurOwnPage:
    def test_comes_back_with_a_token_that_works(self, hers, sam):
        page = hers.post("/hats/?a=1", typed(sam, reference="X"), headers=OWN)

        assert page.status_code == 200
        assert 'action="/hats/?a=1"' in page.content.decode()
        assert value_of(page, "note") == CANARY
        token = value_of(page, "csrfmiddlewaretoken")
        once_more = typed(sam, reference="X", csrfmiddlewaretoken=token)
        # Nobody has this hat; a token that did not work would be told otherwise.
        assert hers.post("/hats/", once_more, headers=OWN).status_code == 404

    def test_goes_to_the_lock_first(self, hers, sam):
        from_tab = browser_of(sam)
        from_tab.cookies = hers.cookies
        from_tab.post("/lock/")

        page = hers.post("/hats/", typed(sam), headers=OWN)

        assert page.status_code == 403
        assert "This screen is locked" in page.content.decode()
        assert value_of(page, "kept")

    def test_of_another_person_is_sealed_for_them(self, hers):
        page = hers.post("/hats/", typed(person()), headers=OWN)

        assert page.status_code == 409
        assert "canary" not in page.content.decode()

    def test_of_somebody_signed_out_is_sealed_for_them(self, sam):
        nobody = Client(enforce_csrf_checks=True)

        page = nobody.post("/hats/", typed(sam), headers=OWN)

        assert "You are signed out" in page.content.decode()
        assert "canary" not in page.content.decode()
        kept = {"kept": value_of(page, "kept")}
        # The sign-in has changed the token of this page as well.
        back = browser_of(sam, enforce_csrf_checks=True)
        again = back.post("/carry-on/", kept, headers=OWN)
        assert value_of(again, "note") == CANARY

    def test_of_a_visitor_comes_back(self):
        visitor = Client(enforce_csrf_checks=True)

        page = visitor.post("/about/", typed(), headers=OWN)

        assert value_of(page, "note") == CANARY

    def test_that_asks_for_a_secret_is_shown_afresh(self):
        visitor = Client(enforce_csrf_checks=True)

        page = visitor.post(
            "/sign-in/",
            typed(password="canary"),
            headers={**OWN, "Referer": "http://testserver/sign-in/"},
        )

        assert page["Location"] == "/sign-in/"

    def test_that_is_too_long_is_refused_in_plain_words(self, hers, sam):
        page = hers.post("/hats/", typed(sam, more="x" * 200_001), headers=OWN)

        assert page.status_code == 403
        assert "Nothing was changed" in page.content.decode()


class TestOfOurScript:
    def test_is_told_how_it_stands_and_gets_a_token_that_works(self, hers):
        script = {**OWN, "Accept": "application/json"}

        told = hers.post("/session/stay/", typed(), headers=script).json()

        assert told["state"] == "open"
        form = {"csrfmiddlewaretoken": told["token"]}
        assert hers.post("/lock/", form, headers=script).json()["state"] == "locked"


class TestOfAnywhereElse:
    @pytest.mark.parametrize(
        "origin",
        [
            {},
            {"Origin": "null"},
            {"Origin": "https://evil.example"},
            {"Origin": "https://testserver"},
            {"Origin": "http://testserver.evil.example"},
            {"Origin": "http://testserver:8000"},
            {"Referer": "http://testserver/hats/"},
        ],
    )
    @pytest.mark.parametrize("address", ["/hats/", "/carry-on/", "/unlock/", "/about/"])
    def test_is_refused_and_nothing_of_it_is_shown(self, hers, sam, origin, address):
        page = hers.post(address, typed(sam, kept="canary"), headers=origin)

        assert page.status_code == 403
        assert "canary" not in page.content.decode()
        assert "You cannot open this page" in page.content.decode()
