"""Somebody who works with a service signs in: password, then the second step."""

import re

import pytest
from member import Member
from playwright.sync_api import expect

from mutualaid.accounts.actions import make_recovery_codes
from mutualaid.accounts.tests.factories import (
    PASSWORD,
    current_code,
    person,
    with_totp,
)
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server) -> str:
    """By name: a passkey belongs to a name, never to a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def keyworker(transactional_db):
    """An account with a role in an area."""
    area = factories.area(name="Northbridge Recovery Partnership")
    user = person(name="Sam Sample")
    factories.membership(Role.KEYWORKER, area, user=user)
    return user


@pytest.fixture
def regular(keyworker):
    """The same once an app is set up; with what the app knows."""
    return keyworker, with_totp(keyworker)


class TestWithPasswordAndCode:
    def test_at_each_width(self, sized_page, site, regular):
        sam = Member(sized_page, site, *regular)

        sam.opens("/sign-in/")
        sam.arrives_at("Sign in")
        sam.gives_password()
        sam.arrives_at("Second step")
        sam.gives_code()
        sam.arrives_at("Today")

    def test_without_scripts(self, no_script_page, site, regular):
        no_script_page.set_viewport_size({"width": 320, "height": 900})
        sam = Member(no_script_page, site, *regular)

        sam.gives_password()
        sam.arrives_at("Second step")
        sam.gives_code()
        sam.arrives_at("Today")
        sam.presses("Sign out")
        sam.opens("/account/")
        sam.arrives_at("Sign in")

    def test_by_keyboard_only(self, page, site, regular):
        user, secret = regular
        sam = Member(page, site, user, secret)
        sam.opens("/sign-in/")
        keyboard = page.keyboard

        page.get_by_label("E-mail address").focus()
        keyboard.type(user.email)
        keyboard.press("Tab")
        keyboard.type(PASSWORD)
        keyboard.press("Enter")
        sam.arrives_at("Second step")
        self.tabs_to(page, "code")
        keyboard.type(current_code(secret))
        keyboard.press("Enter")

        sam.arrives_at("Today")

    def tabs_to(self, page, name: str) -> None:
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == name:
                return
        pytest.fail(f"Tab does not lead to {name}.")

    def test_leads_to_the_page_that_was_wanted(self, page, site, regular):
        sam = Member(page, site, *regular)

        sam.opens("/account/password/")
        sam.writes("E-mail address", sam.user.email)
        sam.writes("Password", PASSWORD)
        sam.presses("Sign in")
        sam.gives_code()

        sam.arrives_at("Change your password")


class TestGoingWrong:
    def test_a_wrong_password_keeps_the_address(self, sized_page, site, regular):
        sam = Member(sized_page, site, *regular)

        sam.gives_password("not the password")

        sam.is_told("do not belong together")
        sam.looks_closely()
        expect(sized_page.get_by_label("E-mail address")).to_have_value(sam.user.email)

    def test_a_wrong_code_can_be_typed_again(self, sized_page, site, regular):
        sam = Member(sized_page, site, *regular)
        sam.gives_password()

        sam.gives_code("000000")
        sam.is_told("The code is not right")
        sam.looks_closely()
        sam.gives_code()

        sam.arrives_at("Today")

    def test_a_telephone_with_a_wrong_clock_is_told_so(self, page, site, regular):
        sam = Member(page, site, *regular)
        sam.gives_password()

        sam.gives_code(current_code(sam.secret, steps=6))

        sam.is_told("the clock of your telephone seems to be wrong")

    def test_without_the_telephone_a_recovery_code_helps(
        self, sized_page, site, regular
    ):
        sam = Member(sized_page, site, *regular)
        code = make_recovery_codes(user=sam.user)[0]
        sam.gives_password()

        sized_page.get_by_text("I do not have it with me").click()
        sam.looks_closely()
        sam.writes("Recovery code", "AAAA-BBBB-CCCC")
        sam.presses("Use this recovery code")
        sam.is_told("none of your recovery codes")
        sam.writes("Recovery code", code)
        sam.presses("Use this recovery code")

        sam.arrives_at("Today")

    def test_back_after_signing_out_shows_nothing(self, page, site, regular):
        sam = Member(page, site, *regular)
        sam.gives_password()
        sam.gives_code()
        sam.opens("/account/")
        sam.presses("Sign out")

        page.go_back()

        expect(page.locator("body")).not_to_contain_text(sam.user.email)

    def test_a_new_password_comes_by_letter(
        self, sized_page, site, regular, mailoutbox
    ):
        sam = Member(sized_page, site, *regular)
        sam.opens("/sign-in/")
        sam.follows("I forgot my password")
        sam.arrives_at("Choose a new password")
        sam.writes("E-mail address", sam.user.email)
        sam.presses("Send the letter")
        sam.arrives_at("Look in your mail")

        path = re.search(r"/sign-in/new-password/\S+", mailoutbox[0].body)
        assert path
        sam.opens(path[0])
        sam.arrives_at("Your new password")
        sam.writes("New password", "password1234")
        sam.presses("Save the new password")
        sam.is_told("people guess")
        sam.writes("New password", "thimble meadow saddle")
        sam.presses("Save the new password")

        sam.arrives_at("Sign in")
        sam.gives_password("thimble meadow saddle")
        sam.arrives_at("Second step")
        sam.opens(path[0])
        sam.arrives_at("This link no longer works")
