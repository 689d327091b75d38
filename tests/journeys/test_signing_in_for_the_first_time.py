"""Somebody who was invited sets up their second step: an app, or a passkey."""

import re

import pytest
from member import Member
from playwright.sync_api import expect
from test_signing_in import keyworker, regular, site  # noqa: F401

from mutualaid.accounts.tests.factories import current_code

pytestmark = pytest.mark.django_db(transaction=True)

CODE = re.compile(r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}")


@pytest.fixture
def authenticator(context, page):
    """The fingerprint reader of this computer, as Chromium pretends there is one."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def knows_the_finger(does: bool) -> None:
        identity = {"authenticatorId": made["authenticatorId"]}
        session.send("WebAuthn.setUserVerified", {**identity, "isUserVerified": does})

    return knows_the_finger


def sets_up_an_app(sam: Member) -> None:
    sam.gives_password()
    sam.arrives_at("Set up your second step")
    sam.follows("Set up an app")
    sam.arrives_at("Set up an app")
    sam.secret = sam.page.locator(".ma-key").inner_text().replace(" ", "")
    expect(sam.page.locator(".ma-qr svg")).to_be_visible()
    sam.gives_code("000000")
    sam.is_told("The code is not right")
    sam.gives_code(current_code(sam.secret))
    sam.arrives_at("Keep these recovery codes")
    assert len(set(CODE.findall(sam.main.inner_text()))) == 10
    sam.presses("I have kept them")
    sam.arrives_at("Today")


class TestWithAnApp:
    def test_leads_to_recovery_codes_and_in(self, sized_page, site, keyworker):  # noqa: F811
        sam = Member(sized_page, site, keyworker)

        sets_up_an_app(sam)

        sam.opens("/account/recovery-codes/")
        assert not CODE.findall(sam.main.inner_text())
        sam.looks_closely()

    def test_does_so_without_scripts(self, no_script_page, site, keyworker):  # noqa: F811
        sets_up_an_app(Member(no_script_page, site, keyworker))

    def test_no_page_opens_before(self, page, site, keyworker):  # noqa: F811
        sam = Member(page, site, keyworker)
        sam.gives_password()

        for address in ("/today/", "/account/", "/hats/"):
            sam.opens(address)
            assert sam.heading == "Set up your second step"


class TestWithAPasskey:
    def test_is_made_and_signs_in_without_a_password(
        self,
        page,
        site,  # noqa: F811
        keyworker,  # noqa: F811
        authenticator,
    ):
        sam = Member(page, site, keyworker)
        sam.gives_password()
        sam.follows("Set up a passkey")
        sam.arrives_at("Set up a passkey")
        sam.writes("What to call it", "Office laptop")
        sam.presses("Make the passkey")
        sam.arrives_at("Keep these recovery codes")
        sam.presses("I have kept them")
        sam.opens("/account/")
        expect(sam.main).to_contain_text("Office laptop")
        sam.looks_closely()
        sam.presses("Sign out")

        sam.opens("/sign-in/")
        sam.presses("Sign in with a passkey")
        sam.arrives_at("Today")

    def test_is_the_second_step_after_a_password(
        self,
        page,
        site,  # noqa: F811
        keyworker,  # noqa: F811
        authenticator,
    ):
        sam = Member(page, site, keyworker)
        sam.gives_password()
        sam.follows("Set up a passkey")
        sam.presses("Make the passkey")
        sam.arrives_at("Keep these recovery codes")
        sam.presses("Sign out")

        sam.gives_password()
        sam.arrives_at("Second step")
        sam.presses("Use a passkey")
        sam.arrives_at("Today")

    def test_a_finger_that_is_not_known_changes_nothing(
        self,
        page,
        site,  # noqa: F811
        keyworker,  # noqa: F811
        authenticator,
    ):
        sam = Member(page, site, keyworker)
        sam.gives_password()
        sam.follows("Set up a passkey")
        authenticator(False)
        sam.presses("Make the passkey")
        expect(page.get_by_role("alert")).to_contain_text("No passkey was made")
        sam.looks_closely()
        authenticator(True)
        sam.presses("Make the passkey")
        sam.arrives_at("Keep these recovery codes")

    def test_can_be_added_to_an_app_which_may_then_go(
        self,
        page,
        site,  # noqa: F811
        regular,  # noqa: F811
        authenticator,
    ):
        sam = Member(page, site, *regular)
        sam.gives_password()
        sam.gives_code()
        sam.opens("/account/")
        sam.follows("Set up a passkey")
        sam.presses("Make the passkey")
        sam.arrives_at("Keep these recovery codes")
        sam.presses("I have kept them")
        sam.opens("/account/")
        sam.follows("Remove your app")
        sam.arrives_at("Remove your app")
        sam.presses("Remove it")

        sam.arrives_at("How you sign in")
        expect(page.get_by_role("link", name="Set up an app")).to_be_visible()
        sam.follows("Remove Passkey 1")
        sam.arrives_at("Remove Passkey 1")
        expect(sam.main).to_contain_text("your only second step")
