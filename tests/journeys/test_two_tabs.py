"""Two tabs, one person: a hat changed, a sign-in renewed, a role ended in the other one."""

import pytest
from playwright.sync_api import expect
from typist import CANARY, Typist

from mutualaid.accounts.models import Session
from mutualaid.core import clock
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories, hat_pages

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("mutualaid.organisations.tests.hat_pages"),
]


@pytest.fixture(autouse=True)
def _nothing_saved():
    hat_pages.saved.clear()


@pytest.fixture
def area(transactional_db):
    return factories.area(name="Northbridge")


@pytest.fixture
def typist(context, live_server, area) -> Typist:
    keyworker = factories.membership(Role.KEYWORKER, area)
    factories.membership(Role.AUDITOR, area, user=keyworker.user)
    return Typist(context, keyworker, live_server.url)


def changes_hats_in_another_tab(typist: Typist) -> None:
    first, typist.page = typist.page, typist.opens_a_tab()
    typist.opens("/hats/")
    typist.page.get_by_role("button", name="Auditor").click()
    typist.arrives_at("Today")
    typist.page = first


class TestChangedHat:
    def test_is_asked_about_and_goes_on_as_the_page_was_opened(self, typist):
        typist.opens()
        typist.types()
        changes_hats_in_another_tab(typist)

        typist.presses("Save the note")

        typist.arrives_at("You changed hats")
        typist.looks_closely()
        assert hat_pages.saved == []
        typist.page.get_by_role("button", name="Send it as").click()
        typist.arrives_at("Saved")
        assert hat_pages.saved == [(typist.worn.reference, CANARY)]

    def test_can_be_left_on(self, typist):
        typist.opens()
        typist.types()
        changes_hats_in_another_tab(typist)
        typist.presses("Save the note")

        typist.page.get_by_role("link", name="Leave it").click()

        typist.arrives_at("Today")
        assert hat_pages.saved == []


class TestEndedRole:
    def test_gives_the_words_back(self, typist):
        typist.opens()
        typist.types()
        Membership.objects.filter(pk=typist.worn.pk).update(
            status="ended", ended_at=clock.now()
        )

        typist.presses("Save the note")

        typist.arrives_at("Your role has ended")
        typist.looks_closely()
        expect(typist.page.get_by_label("Answer 1")).to_have_value(CANARY)
        assert hat_pages.saved == []


class TestRenewedSignIn:
    def test_needs_one_more_press(self, typist):
        typist.opens()
        typist.types()
        # What a sign-in in another tab does to this one's token.
        typist.context.clear_cookies(name="csrf")
        typist.context.add_cookies(
            [{"name": "csrf", "value": "x" * 32, "url": typist.site}]
        )

        typist.presses("Save the note")

        typist.arrives_at("Carry on where you were")
        typist.looks_closely()
        typist.presses("Send it now")
        typist.arrives_at("Saved")
        assert hat_pages.saved == [(typist.worn.reference, CANARY)]


class TestEndedSession:
    def test_keeps_the_page_open_until_the_sign_in(self, typist):
        typist.opens()
        typist.types()
        Session.objects.all().delete()

        typist.presses("Save the note")

        typist.arrives_at("You are signed out")
        typist.sees_no_trace()
        typist.looks_closely()
        with typist.context.expect_page() as opened:
            typist.page.get_by_role("link", name="sign in (opens in a new tab)").click()
        assert opened.value.url.endswith("/sign-in/")
        typist.signs_in()
        typist.presses("Carry on")
        typist.arrives_at("Carry on where you were")
        typist.presses("Send it now")
        typist.arrives_at("Saved")
        assert hat_pages.saved[0][1] == CANARY
