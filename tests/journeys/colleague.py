"""Somebody who works in an area, signed in and wearing a hat: what they do and read."""

from django.conf import settings
from playwright.sync_api import Page, expect
from visitor import Visitor

from mutualaid.organisations.models import Membership
from mutualaid.organisations.tests.factories import signed_in_client


class Colleague(Visitor):
    """Does one readable step at a time, behind the doors."""

    def __init__(self, page: Page, site: str, worn: Membership) -> None:
        super().__init__(page, site)
        name = settings.SESSION_COOKIE_NAME
        value = signed_in_client(worn).cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "url": site}])

    def goes_to_the_room(self, name: str) -> None:
        navigation = self.page.get_by_role("navigation", name="Main pages")
        room = navigation.get_by_role("link", name=name, exact=True)
        if not room.is_visible():
            navigation.get_by_text("More", exact=True).click()
        room.click()

    def writes(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def chooses(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def sees_at_the_field(self, label: str, words: str) -> None:
        """What stands in a field after the page came back."""
        expect(self.page.get_by_label(label, exact=True)).to_have_value(words)

    def is_told(self, words: str) -> None:
        """In the summary of errors."""
        expect(self.page.locator(".govuk-error-summary")).to_contain_text(words)

    def does_not_read(self, words: str) -> None:
        expect(self.main).not_to_contain_text(words)
