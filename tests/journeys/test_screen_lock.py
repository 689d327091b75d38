"""A page that locks while somebody types, and comes back as it was."""

import pytest
from playwright.sync_api import expect
from typist import CANARY, NOTE, Typist

from mutualaid.accounts.models import Session
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories, hat_pages

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("mutualaid.organisations.tests.hat_pages"),
]

WHERE = """
() => {
  const note = document.activeElement;
  return [note.id, note.value, note.selectionStart, note.selectionEnd, scrollY, document.title];
}
"""


@pytest.fixture(autouse=True)
def _nothing_saved():
    hat_pages.saved.clear()


@pytest.fixture
def area(transactional_db):
    return factories.area(name="Northbridge")


@pytest.fixture
def typist(context, live_server, area) -> Typist:
    return Typist(context, factories.membership(Role.KEYWORKER, area), live_server.url)


class TestWarning:
    def test_comes_two_minutes_before_and_goes_when_somebody_stays(self, typist):
        typist.opens()
        typist.does_nothing_for(13)

        warning = typist.page.get_by_role("status").filter(
            has_text="This page locks in 2 minutes."
        )
        expect(warning).to_be_visible()
        typist.looks_closely()
        typist.presses("Stay")

        expect(warning).to_have_count(0)
        assert typist.heading == "Add a note"

    def test_does_not_come_while_another_tab_is_busy(self, typist):
        typist.opens()
        typist.page.clock.fast_forward(13 * 60_000)
        typist.page.clock.fast_forward(2_000)

        typist.page.wait_for_timeout(300)
        expect(typist.page.get_by_role("button", name="Stay")).to_have_count(0)

    def test_does_not_come_to_whoever_types(self, typist):
        typist.opens()
        typist.was_last_seen(12)
        typist.page.clock.fast_forward(12 * 60_000)
        with typist.page.expect_response("**/session/stay/"):
            typist.page.get_by_label("Note").press_sequentially("x")
            typist.page.clock.fast_forward(1_000)

        typist.page.clock.fast_forward(5 * 60_000)
        expect(typist.page.get_by_role("button", name="Stay")).to_have_count(0)
        assert typist.heading == "Add a note"


class TestLockedPage:
    def test_comes_back_with_words_focus_and_place(self, typist):
        typist.opens()
        typist.types()
        typist.page.set_viewport_size({"width": 800, "height": 300})
        typist.page.evaluate("document.getElementById('note').setSelectionRange(3, 9)")
        before = typist.page.evaluate(WHERE)
        typist.does_nothing_for(15)

        typist.arrives_at("This screen is locked")
        typist.sees_no_trace()
        assert typist.page.title() == "Locked"
        typist.looks_closely()
        typist.unlocks()

        typist.arrives_at("Add a note")
        assert typist.page.evaluate(WHERE) == before
        typist.presses("Save the note")
        typist.arrives_at("Saved")
        assert hat_pages.saved == [(typist.worn.reference, CANARY)]

    def test_moves_the_focus_in_and_works_by_keyboard(self, typist):
        typist.opens()
        typist.page.get_by_label("Note").focus()
        typist.does_nothing_for(15)

        typist.arrives_at("This screen is locked")
        keys = typist.page.keyboard
        expect(typist.page.locator("h1")).to_be_focused()
        keys.press("Tab")
        expect(typist.page.get_by_label("Code")).to_be_focused()
        keys.type("000000")
        keys.press("Enter")
        expect(typist.page.get_by_role("alert")).to_contain_text("did not open")
        expect(typist.page.get_by_label("Code")).to_be_focused()

    def test_leaves_nothing_in_the_browsers_stores(self, typist):
        typist.opens()
        typist.types()
        typist.does_nothing_for(15)
        typist.arrives_at("This screen is locked")

        stores = typist.page.evaluate(
            """async () => JSON.stringify([{...sessionStorage}, {...localStorage},
              await caches.keys(), await indexedDB.databases(), history.state])"""
        )
        assert stores == "[{},{},[],[],null]"

    def test_is_the_servers_when_it_is_loaded_again(self, typist):
        typist.opens()
        typist.does_nothing_for(15)
        typist.arrives_at("This screen is locked")

        typist.page.reload()

        assert typist.address.startswith("/unlock/")
        typist.looks_closely()
        typist.unlocks()
        typist.arrives_at("Add a note")

    def test_can_be_locked_by_hand(self, typist):
        typist.opens()
        typist.types()
        typist.presses("Lock")

        typist.arrives_at("This screen is locked")
        typist.sees_no_trace()
        typist.unlocks()
        typist.arrives_at("Add a note")
        expect(typist.page.get_by_label("Note")).to_have_value(CANARY)

    def test_waits_for_a_sign_in_after_five_wrong_codes(self, typist):
        typist.opens()
        typist.types()
        typist.presses("Lock")
        for _ in range(4):
            typist.unlocks("000000")
            expect(typist.page.get_by_role("alert")).to_contain_text("did not open")
            expect(typist.page.get_by_label("Code")).to_have_value("")
        typist.unlocks("000000")

        expect(typist.page.get_by_text("This session has ended")).to_be_visible()
        typist.sees_no_trace()
        typist.presses("Carry on")
        expect(typist.page.get_by_text("You are not signed in yet")).to_be_visible()
        typist.signs_in()
        typist.presses("Carry on")

        typist.arrives_at("Add a note")
        expect(typist.page.get_by_label("Note")).to_have_value(CANARY)
        typist.presses("Save the note")
        typist.arrives_at("Saved")
        assert hat_pages.saved[0][1] == CANARY

    def test_is_shown_to_nobody_else_who_signs_in(self, typist, area):
        typist.opens()
        typist.types()
        typist.presses("Lock")
        typist.arrives_at("This screen is locked")
        Session.objects.all().delete()
        typist.unlocks("000000")
        expect(typist.page.get_by_text("This session has ended")).to_be_visible()

        sam, typist.worn = typist.worn, factories.membership(Role.AUDITOR, area)
        typist.signs_in()
        typist.presses("Carry on")

        typist.arrives_at("Add a note")
        expect(typist.page.get_by_label("Note")).to_have_value("")
        assert sam.user.name not in typist.page.content()

    def test_stays_locked_without_a_connection(self, typist, watch):
        typist.opens()
        typist.types()
        typist.presses("Lock")
        typist.arrives_at("This screen is locked")
        typist.context.set_offline(True)

        typist.unlocks()

        expect(typist.page.get_by_role("alert")).to_contain_text("does not answer")
        typist.sees_no_trace()
        typist.context.set_offline(False)
        typist.unlocks()
        typist.arrives_at("Add a note")
        expect(typist.page.get_by_label("Note")).to_have_value(CANARY)
        watch.troubles.clear()


class TestPasskey:
    def test_opens_the_page_in_place_and_after_a_reload(self, typist):
        carries_a_passkey(typist)
        typist.opens()
        typist.types()
        typist.presses("Lock")
        typist.arrives_at("This screen is locked")

        typist.presses("Use a passkey")

        typist.arrives_at("Add a note")
        expect(typist.page.get_by_label("Note")).to_have_value(CANARY)
        with typist.page.expect_response("**/lock/"):
            typist.presses("Lock")
        typist.arrives_at("This screen is locked")
        typist.page.reload()
        typist.presses("Use a passkey")
        typist.arrives_at("Add a note")


def carries_a_passkey(typist: Typist) -> None:
    """A key in the browser that signs without being touched, known to the account."""
    tools = typist.context.new_cdp_session(typist.page)
    tools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    typist.opens("/account/passkey/")
    typist.page.locator("form[data-passkey-form] input[type=text]").fill(
        "This computer"
    )
    typist.page.locator("form[data-passkey-form] button").click()
    typist.page.wait_for_url(lambda address: "passkey" not in address)


class TestOtherTabs:
    def test_lock_and_open_together(self, typist):
        first = typist.page
        typist.opens()
        typist.types()
        typist.page = typist.opens_a_tab()
        typist.opens("/today/")

        typist.presses("Lock")

        expect(first.locator("h1")).to_have_text("This screen is locked")
        typist.unlocks()
        typist.arrives_at("Today")
        expect(first.locator("h1")).to_have_text("Add a note")
        expect(first.get_by_label("Note")).to_have_value(CANARY)


class TestWithoutScripts:
    def test_what_was_typed_waits_behind_the_lock(
        self, no_script_page, live_server, area
    ):
        worn = factories.membership(Role.KEYWORKER, area)
        typist = Typist(no_script_page.context, worn, live_server.url)
        typist.page = no_script_page
        typist.opens()
        typist.types()
        typist.was_last_seen(15)

        typist.presses("Save the note")

        typist.arrives_at("This screen is locked")
        typist.sees_no_trace()
        typist.looks_closely()
        typist.unlocks("000000")
        typist.unlocks()
        typist.arrives_at("Carry on where you were")
        typist.looks_closely()
        assert hat_pages.saved == []
        typist.presses("Send it now")
        typist.arrives_at("Saved")
        assert hat_pages.saved == [(worn.reference, CANARY)]


class TestBack:
    """S15: what was on the screen is not there for whoever presses Back."""

    def test_after_signing_out_shows_nothing(self, typist):
        typist.opens()
        typist.types()
        typist.presses("Sign out")
        typist.page.wait_for_load_state()
        assert not Session.objects.exists()

        typist.page.go_back()

        typist.page.wait_for_url("**/sign-in/**")
        typist.sees_no_trace()

    def test_after_leaving_the_site_shows_the_page_while_signed_in(self, typist):
        typist.opens()
        typist.opens("/about/")

        typist.page.go_back()

        typist.arrives_at("Add a note")
        assert typist.address == NOTE
