"""A form from a page of one hat, sent while another is worn or the role is gone."""

import re
from html import unescape

import pytest
from django.test import Client

from mutualaid.accounts.models import Session
from mutualaid.core import clock
from mutualaid.core.page_hat import FIELD
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role

from . import factories, hat_pages

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("mutualaid.organisations.tests.hat_pages"),
]

PAGE = "/test/note/"
CANARY = "canary “quoted” <b>\r\nsecond line"


@pytest.fixture(autouse=True)
def saved() -> list[tuple[str, str]]:
    hat_pages.saved.clear()
    return hat_pages.saved


@pytest.fixture
def area():
    return factories.area()


@pytest.fixture
def keyworker(area) -> Membership:
    return factories.membership(Role.KEYWORKER, area)


@pytest.fixture
def auditor(keyworker, area) -> Membership:
    return factories.membership(Role.AUDITOR, area, user=keyworker.user)


@pytest.fixture
def hers(keyworker, auditor) -> Client:
    return factories.signed_in_client(keyworker)


def page_hat_of(response) -> str:
    found = re.findall(rf'name="{FIELD}" value="([^"]*)"', response.content.decode())
    return found[0]


def changes_to(client: Client, membership: Membership) -> None:
    assert client.post("/hats/", {"reference": membership.reference}).status_code == 302


def form_of(response) -> dict[str, str]:
    """The fields of the page's own form, its button pressed."""
    main = response.content.decode().partition("<main")[2].partition("</main")[0]
    inputs = re.findall(r'name="([^"]+)" value="([^"]*)"', main)
    return {name: unescape(value) for name, value in inputs}


def ends(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).update(
        status="ended", ended_at=clock.now()
    )


@pytest.fixture
def typed(hers) -> dict[str, str]:
    """What is sent from a page opened as keyworker."""
    return {"note": CANARY, FIELD: page_hat_of(hers.get(PAGE))}


class TestPageHat:
    def test_is_in_every_form_behind_the_doors(self, hers, keyworker):
        for address in (PAGE, "/today/", "/hats/"):
            page = hers.get(address).content.decode()
            forms = page.count('method="post"')
            assert forms >= 2
            mark = f'name="{FIELD}" value="{keyworker.user.reference}.{keyworker.reference}"'
            assert page.count(mark) == forms == page.count("csrfmiddlewaretoken")

    def test_is_in_no_form_of_the_public(self, area):
        assert FIELD not in Client().get("/sign-in/").content.decode()


class TestSameHat:
    def test_saves(self, hers, typed, keyworker, saved):
        hers.post(PAGE, typed)

        assert saved == [(keyworker.reference, CANARY)]

    def test_is_taken_for_granted_where_a_form_says_nothing(self, hers, saved):
        hers.post(PAGE, {"note": "x"})

        assert len(saved) == 1


class TestAnotherHat:
    def test_is_told_and_nothing_is_saved(self, hers, typed, auditor, keyworker, saved):
        changes_to(hers, auditor)

        page = hers.post(PAGE, typed)

        words = page.content.decode()
        assert page.status_code == 409
        assert "<h1" in words
        assert "You changed hats" in words
        assert keyworker.hat().title in unescape(words)
        assert auditor.hat().title in unescape(words)
        assert '<a class="govuk-link" href="/today/">Leave it</a>' in words
        assert form_of(page)["note"] == CANARY
        assert saved == []

    def test_can_be_put_off_again_with_one_press(
        self, hers, typed, auditor, keyworker, saved
    ):
        changes_to(hers, auditor)
        page = hers.post(PAGE, typed)
        before = Session.objects.get().pk

        assert hers.post(PAGE, form_of(page)).status_code == 200

        assert saved == [(keyworker.reference, CANARY)]
        assert keyworker.hat().title in unescape(hers.get("/today/").content.decode())
        assert Session.objects.get().pk != before

    def test_is_put_on_once_however_often_it_is_pressed(self, hers, typed, auditor):
        changes_to(hers, auditor)
        press = form_of(hers.post(PAGE, typed))
        hers.post(PAGE, press)
        before = Session.objects.get().pk

        hers.post(PAGE, press)

        assert Session.objects.get().pk == before

    def test_can_be_left_on(self, hers, typed, auditor, saved):
        changes_to(hers, auditor)
        hers.post(PAGE, typed)

        assert auditor.hat().title in unescape(hers.get("/today/").content.decode())
        assert saved == []

    def test_is_no_matter_for_changing_it(self, hers, typed, auditor, keyworker):
        changes_to(hers, auditor)
        back = {"reference": keyworker.reference, FIELD: typed[FIELD]}

        assert hers.post("/hats/", back).status_code == 302

    @pytest.mark.parametrize("made_up", ["{person}.ZZZZZZZZZZ", "{person}.' OR 1=1 --"])
    def test_is_not_put_on_because_a_form_says_so(
        self, hers, keyworker, made_up, saved
    ):
        forged = made_up.format(person=keyworker.user.reference)

        page = hers.post(PAGE, {"note": "x", FIELD: forged, "go_on_in_page_hat": "yes"})

        assert page.status_code == 409
        assert saved == []

    def test_of_somebody_else_is_not_put_on_either(self, hers, keyworker, area, saved):
        theirs = factories.membership(Role.COMMISSIONER, area)
        forged = f"{keyworker.user.reference}.{theirs.reference}"

        page = hers.post(PAGE, {"note": "x", FIELD: forged, "go_on_in_page_hat": "yes"})

        assert page.status_code == 409
        assert saved == []


class TestEndedRole:
    @pytest.mark.parametrize("asked", [{}, {"go_on_in_page_hat": "yes"}])
    def test_saves_nothing_and_gives_the_words_back(
        self, hers, typed, keyworker, saved, asked
    ):
        ends(keyworker)

        page = hers.post(PAGE, {**typed, **asked})

        words = unescape(page.content.decode())
        assert page.status_code == 409
        assert "Your role has ended" in words
        assert "canary “quoted” <b>" in words
        assert "second line" in words
        assert words.count("<textarea") == 1
        assert saved == []

    def test_is_told_to_whoever_has_no_other(self, area, saved):
        alone = factories.membership(Role.KEYWORKER, area)
        client = factories.signed_in_client(alone)
        form = {"note": CANARY, FIELD: page_hat_of(client.get(PAGE))}
        ends(alone)

        page = client.post(PAGE, form)

        assert "Your role has ended" in page.content.decode()
        assert saved == []

    def test_shows_no_form_that_asked_for_a_secret(self, hers, typed, keyworker):
        ends(keyworker)

        page = hers.post(PAGE, {**typed, "password": "x"})

        assert "canary" not in page.content.decode()


class TestLockedMeanwhile:
    def test_carries_on_in_the_hat_of_the_page(self, hers, typed, auditor, saved):
        changes_to(hers, auditor)
        hers.post("/lock/")

        page = hers.post(PAGE, typed)

        assert page.status_code == 403
        assert "This screen is locked" in page.content.decode()
        assert saved == []


class TestCost:
    def test_of_a_page_is_session_person_and_hat(self, hers, django_assert_num_queries):
        hers.get(PAGE)

        with django_assert_num_queries(3):
            hers.get(PAGE)
