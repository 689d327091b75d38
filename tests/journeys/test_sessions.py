"""Somebody sees where they are signed in, and ends it."""

import pytest
from playwright.sync_api import expect
from typist import Typist

from mutualaid.accounts.models import Session
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def typist(context, live_server) -> Typist:
    area = factories.area(name="Northbridge")
    return Typist(context, factories.membership(Role.KEYWORKER, area), live_server.url)


class TestOwnSessions:
    def test_are_listed_and_ended_one_by_one(self, typist):
        lost = factories.signed_in_client(typist.worn)
        Session.objects.exclude(browser="x").update(browser="Safari/iPhone")
        typist.opens("/account/sessions/")

        typist.looks_closely()
        expect(typist.page.get_by_text("Safari on iPhone (this one)")).to_be_visible()
        typist.page.get_by_role("button", name="Sign out Safari on iPhone").click()

        expect(typist.page.get_by_role("button", name="Sign out Safari")).to_have_count(
            0
        )
        assert lost.get("/session/").json()["state"] == "ended"

    def test_are_ended_everywhere_at_once(self, typist):
        lost = factories.signed_in_client(typist.worn)
        typist.opens("/account/sessions/")

        typist.presses("Sign out everywhere")

        typist.page.wait_for_url("**/sign-in/")
        assert lost.get("/session/").json()["state"] == "ended"
        assert not Session.objects.exists()

    def test_that_were_ended_elsewhere_show_no_further_page(self, typist):
        typist.opens("/today/")
        Session.objects.all().delete()

        typist.page.reload()

        typist.page.wait_for_url("**/sign-in/**")
        typist.sees_no_trace()
