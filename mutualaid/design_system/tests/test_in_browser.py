"""The gallery in Chromium, answered from here: no server, no database, the real policy."""

import mimetypes
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.test import override_settings
from playwright.sync_api import Browser, Page, Route

from mutualaid.design_system import views

from .rendering import request_for

pytestmark = pytest.mark.browser

# Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ADDRESS = "http://localhost/components/"
POLICY = "; ".join(
    f"{name} {' '.join(sources)}"
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
HEADERS = {"Content-Security-Policy": POLICY}


@pytest.fixture(scope="module")
def gallery() -> bytes:
    with override_settings(DEMO=True):
        return views.show_components(request_for("/components/")).content


class Answers:
    """Answers the browser's requests and keeps what it asked of others."""

    def __init__(self, gallery: bytes) -> None:
        self.gallery = gallery
        self.elsewhere: list[str] = []

    def __call__(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname != "localhost":
            self.elsewhere.append(route.request.url)
            route.fulfill(body="<title>Weather</title>", content_type="text/html")
        elif address.path.startswith("/static/"):
            path = Path(find(address.path.removeprefix("/static/")))
            kind = mimetypes.guess_type(path.name)[0]
            route.fulfill(body=path.read_bytes(), content_type=kind)
        else:
            route.fulfill(body=self.gallery, content_type="text/html", headers=HEADERS)


@pytest.fixture
def answers(gallery) -> Answers:
    return Answers(gallery)


@pytest.fixture
def troubles() -> list[str]:
    return []


@pytest.fixture
def page(request, browser: Browser, answers, troubles) -> Iterator[Page]:
    """The gallery on a small telephone, or as wide as a test asks."""
    width = getattr(request, "param", 320)
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.route("**/*", answers)
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.goto(ADDRESS)
    yield page
    context.close()


@pytest.mark.parametrize("page", [320, 1280], indirect=True)
class TestGallery:
    def test_is_accessible(self, page):
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    def test_fits_its_width(self, page):
        inner, outer = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert inner <= outer

    def test_loads_under_the_policy_and_from_nowhere_else(
        self, page, answers, troubles
    ):
        page.wait_for_load_state("networkidle")
        assert troubles == []
        assert answers.elsewhere == []


class TestErrorSummary:
    def test_takes_the_focus(self, page):
        page.wait_for_function("document.activeElement.matches('.govuk-error-summary')")

    @pytest.mark.parametrize(
        ("link", "control"),
        [
            ("Choose one of the answers in the list.", "id_travel"),
            ("That month has no such day.", "id_started-day"),
            ("“Where are you?” needs an answer.", "id_place"),
        ],
    )
    def test_leads_to_the_first_wrong_input(self, page, link, control):
        page.get_by_role("link", name=link).click()
        assert page.evaluate("document.activeElement.id") == control


class TestLeavingThePage:
    def test_by_pressing_shift_three_times(self, page):
        page.wait_for_function("document.body.classList.contains('js-enabled')")
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url("https://www.bbc.co.uk/**")

    def test_by_the_button_after_scrolling_down(self, page):
        page.evaluate("scrollTo(0, 2000)")
        button = page.get_by_role("button", name="Leave this page")
        assert button.bounding_box()["y"] < 60
        button.click()
        page.wait_for_url("https://www.bbc.co.uk/**")


class TestKeyboard:
    def test_meets_the_skip_link_and_the_way_out_first(self, page):
        page.evaluate("document.body.tabIndex = -1; document.body.focus()")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.hash") == "#main-content"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Leave this page"

    def test_skips_to_the_main_part(self, page):
        page.locator(".govuk-skip-link").press("Enter")
        assert page.evaluate("document.activeElement.id") == "main-content"


class TestPaper:
    def test_leaves_out_what_cannot_be_pressed(self, page):
        page.emulate_media(media="print")
        for gone in (".ma-leave", ".ma-nav", ".govuk-pagination", ".ma-quick"):
            assert not page.locator(gone).first.is_visible()
        assert page.locator(".ma-print-only").is_visible()

    def test_says_what_was_chosen(self, page):
        page.emulate_media(media="print")
        assert page.locator(".ma-choice--taken").inner_text().strip() == "step-free"

    def test_is_black_on_white(self, page):
        page.emulate_media(media="print")
        colours = page.evaluate(
            "[...document.querySelectorAll('body *')]"
            ".filter(element => element.checkVisibility())"
            ".map(element => getComputedStyle(element))"
            ".map(style => [style.color, style.backgroundColor].join())"
        )
        assert set(colours) == {"rgb(0, 0, 0),rgba(0, 0, 0, 0)"}
