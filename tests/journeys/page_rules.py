"""What must be true of any page, and of what the browser does while showing it."""

from collections import Counter
from urllib.parse import urlsplit

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Route,
)

# A small telephone, and a desk.
WIDTHS = (320, 1280)
HEIGHT = 900
OWN_HOSTS = {"localhost", "127.0.0.1"}
# Browser contexts that run no scripts.
without_scripts: list[BrowserContext] = []

# Half a pixel is how far browsers round.
SCROLLS_SIDEWAYS = """
() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1
"""
LINKS = """
() => [...document.querySelectorAll("a[href]")]
  .filter(link => link.checkVisibility())
  .map(link => [link.getAttribute("aria-label") || link.innerText.trim(), link.href])
"""


class Watch:
    """Collects what goes wrong in a browser: errors on its console, requests elsewhere."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.expected_hosts = set(OWN_HOSTS)

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch every page of this context."""
        context.on("console", self._hear)
        context.on("weberror", lambda met: self.troubles.append(f"script: {met.error}"))
        context.on("request", self._see)
        return context

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # A page that is rightly 404 is told of as well; what is missing inside a page is not.
        is_the_page = message.page and message.location["url"] == message.page.url
        if is_the_page and message.text.startswith("Failed to load resource"):
            return
        self.troubles.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and (
            address.hostname not in self.expected_hosts
        ):
            self.troubles.append(f"request to another host: {address.hostname}")


# The twin of pages without scripts, one for all of them, and which page it stands for now.
_twins: dict[Browser, Page] = {}
_stood_for: dict[Browser, Page] = {}


def _where_axe_can_run(page: Page) -> Page:
    """The page, or its twin where scripts are off: axe is a script, and would wait for ever.

    The twin has the same markup and style, and its own script files are empty.
    """
    if page.context not in without_scripts:
        return page
    browser = page.context.browser
    if browser not in _twins:
        _twins[browser] = _new_twin(browser)
    _stood_for[browser] = page
    twin = _twins[browser]
    twin.set_viewport_size(page.viewport_size)
    twin.goto("about:blank")
    page.wait_for_load_state()  # what has only begun to arrive has no title yet
    if page.url == "about:blank":
        twin.set_content(page.content())
    else:
        twin.goto(page.url)
    return twin


def _new_twin(browser: Browser) -> Page:
    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            shown = _stood_for[browser].content()
            route.fulfill(body=shown, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.fulfill(body="", content_type="text/javascript")
        else:
            route.continue_()

    context = browser.new_context()
    context.route("**/*", answer)
    return context.new_page()


def _looked_over(page: Page) -> AxeResults:
    """What axe finds. A page that is being left has no document, so its successor is looked at."""
    try:
        return Axe().run(page)
    except Error:
        page.wait_for_load_state()
        return Axe().run(page)


def assert_accessible(page: Page) -> None:
    """No violation found by axe."""
    results = _looked_over(_where_axe_can_run(page))
    assert results.violations_count == 0, results.generate_report()


def assert_sound(page: Page) -> None:
    """Accessible, titled, one main heading, fits its width, and each link text is one place."""
    assert_accessible(page)
    assert page.title().strip()
    assert page.locator("h1").count() == 1
    assert not page.evaluate(SCROLLS_SIDEWAYS), "the page scrolls sideways"
    places = Counter(text for text, _ in {tuple(pair) for pair in page.evaluate(LINKS)})
    assert [text for text, count in places.items() if count > 1] == []
