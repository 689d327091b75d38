"""Somebody who types into a page behind the doors, while clocks and other tabs go on."""

from datetime import timedelta

from django.conf import settings
from page_rules import assert_sound
from playwright.sync_api import BrowserContext, Page, expect

from mutualaid.accounts.models import Session
from mutualaid.accounts.tests.factories import current_code, with_totp
from mutualaid.core import clock
from mutualaid.organisations.models import Membership
from mutualaid.organisations.tests.factories import signed_in_client

CANARY = "canary: rang at four, will ring again"
NOTE = "/test/note/"


class Typist:
    """Does one readable step at a time."""

    def __init__(self, context: BrowserContext, worn: Membership, site: str) -> None:
        self.context, self.worn, self.site = context, worn, site
        self.secret = with_totp(worn.user)
        self.page = self.opens_a_tab()
        self.signs_in()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def address(self) -> str:
        return self.page.url.removeprefix(self.site)

    def signs_in(self) -> None:
        """As somebody does in any tab: all share the cookies."""
        name = settings.SESSION_COOKIE_NAME
        value = signed_in_client(self.worn).cookies[name].value
        self.context.add_cookies([{"name": name, "value": value, "url": self.site}])

    def opens_a_tab(self) -> Page:
        page = self.context.new_page()
        page.clock.install()
        return page

    def opens(self, address: str = NOTE) -> None:
        self.page.goto(f"{self.site}{address}")

    def types(self, words: str = CANARY) -> None:
        self.page.get_by_label("Note").fill(words)

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def arrives_at(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_have_text(heading)

    def does_nothing_for(self, minutes: float) -> None:
        """The server's minutes and the browser's: its clock leaps as after a sleep."""
        self.was_last_seen(minutes)
        self.page.clock.fast_forward(int(minutes * 60_000))

    def was_last_seen(self, minutes: float) -> None:
        Session.objects.filter(user=self.worn.user).update(
            last_seen_at=clock.now() - timedelta(minutes=minutes)
        )

    def unlocks(self, code: str = "") -> None:
        self.page.get_by_label("Code").fill(code or current_code(self.secret))
        self.presses("Unlock")

    def sees_no_trace(self) -> None:
        """Of what was typed or who typed it."""
        page = self.page.content() + self.page.title()
        for word in (CANARY, self.worn.user.name, self.worn.user.email):
            assert word not in page

    def looks_closely(self) -> None:
        assert_sound(self.page)
