"""Somebody in front of the browser: what they do there, and what they then read."""

import re
from urllib.parse import urljoin

from page_rules import assert_sound
from playwright.sync_api import Locator, Page, Response, expect


class Visitor:
    """Does one readable step at a time."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    @property
    def address(self) -> str:
        """Where they are, without the host."""
        return self.page.url.removeprefix(self.site)

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def meetings(self) -> list[str]:
        """The names of the meetings in the list, in its order."""
        return self.page.locator(".ma-result__name").all_inner_texts()

    @property
    def choices_made(self) -> list[str]:
        """What the list says was chosen."""
        chips = self.page.locator(".ma-choice--taken").all_inner_texts()
        return [text.partition(" ×")[0] for text in chips]

    @property
    def kept_by_the_browser(self) -> dict[str, object]:
        """Everything a page can leave behind in a browser, of which there must be nothing."""
        stores = self.page.evaluate(
            """async () => ({
              session: {...sessionStorage}, local: {...localStorage}, cookie: document.cookie,
              caches: await caches.keys(), databases: await indexedDB.databases(),
            })"""
        )
        return {"cookies": self.page.context.cookies(), **stores}

    def opens(self, address: str = "/") -> Response:
        response = self.page.goto(f"{self.site}{address}")
        assert response is not None
        return response

    def looks_closely(self) -> None:
        """The page keeps every rule that all pages keep."""
        assert_sound(self.page)

    def says_where(self, place: str) -> None:
        """Types a place and searches."""
        self.page.get_by_label("Where are you?").fill(place)
        self.presses("Find meetings")

    def opens_more_choices(self) -> None:
        self.page.locator("summary").click()

    def ticks(self, *choices: str) -> None:
        for choice in choices:
            self.box(choice).check()

    def box(self, choice: str) -> Locator:
        """The box of a choice, whatever number stands beside it."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(choice)} \([\d,]+\)$"))

    def counted(self, choice: str) -> int:
        """The number beside a choice."""
        label = self.page.locator(f"label[for={self.box(choice).get_attribute('id')}]")
        return int(label.locator(".ma-n").inner_text().replace(",", ""))

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button).click()

    def presses_choice(self, choice: str) -> None:
        """One of the quick choices above the list."""
        name = re.compile(rf"^{re.escape(choice)} \([\d,]+\)$")
        self.main.get_by_role("link", name=name).click()

    def follows(self, link: str) -> None:
        """Clicks, and is there only when the address has changed: a click alone does not wait."""
        before = self.page.url
        place = self.main.get_by_role("link", name=link, exact=True)
        leads_to = urljoin(before, place.get_attribute("href") or "")
        place.click()
        if leads_to != before:
            self.page.wait_for_url(lambda address: address != before)

    def takes_back(self, choice: str) -> None:
        self.main.get_by_role("link", name=f"{choice} (take back)").click()

    def goes_back(self) -> None:
        self.page.go_back()

    def arrives_at(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_have_text(heading)

    def reads(self, words: str) -> None:
        expect(self.main).to_contain_text(words)
