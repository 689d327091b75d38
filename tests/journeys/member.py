"""Somebody with an account, on their way in: what they type, press and read."""

from playwright.sync_api import Page, expect
from visitor import Visitor

from mutualaid.accounts.models import User
from mutualaid.accounts.tests.factories import PASSWORD, current_code


class Member(Visitor):
    """Does one readable step at a time, at the door and with their own account."""

    def __init__(self, page: Page, site: str, user: User, secret: str = "") -> None:
        super().__init__(page, site)
        self.user, self.secret = user, secret

    def gives_password(self, password: str = PASSWORD) -> None:
        self.opens("/sign-in/")
        self.writes("E-mail address", self.user.email)
        self.writes("Password", password)
        self.presses("Sign in")

    def gives_code(self, code: str = "") -> None:
        self.writes("Code from your app", code or current_code(self.secret))
        self.presses("Continue")

    def writes(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).click()

    def arrives_at(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_have_text(heading)
        self.looks_closely()

    def is_told(self, words: str) -> None:
        expect(self.page.locator(".govuk-error-summary")).to_contain_text(words)
        assert self.page.title().startswith("Error: ")
