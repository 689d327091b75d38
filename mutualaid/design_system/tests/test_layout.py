from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings

from mutualaid.core import clock
from mutualaid.design_system.context import page_context

from .markup import Page
from .rendering import HOSTILE, render_page, request_for

LAYOUT = "design_system/layout.jinja"


def layout(path="/", **area) -> Page:
    return Page(render_page(LAYOUT, request_for(path, **area)))


class TestLayout:
    def test_names_its_language_and_its_area(self):
        page = layout(name="Northbridge")
        assert page.one("html")["lang"] == "en-gb"
        assert page.one("title").text.endswith("– Northbridge")
        assert page.one("header").text.startswith("Northbridge")

    def test_escapes_the_name_of_the_area(self):
        page = layout(name=HOSTILE)
        assert [e.get("src") for e in page.all("script")] == [
            "/static/vendor/mutualaid.js"
        ]
        assert page.all("img") == []

    def test_begins_with_the_skip_link_and_the_way_out(self):
        first, second, *_ = layout().all("a")
        assert first["href"] == "#main-content"
        assert second["href"] == settings.EXIT_URL

    def test_has_one_of_each_landmark(self):
        page = layout()
        assert page.one("main")["id"] == "main-content"
        assert len(page.all("header")) == len(page.all("footer")) == 1

    @pytest.mark.parametrize(
        ("path", "current"),
        [
            ("/", {}),
            ("/meetings/", {"Meetings": "page"}),
            ("/meetings/abc/", {"Meetings": "true"}),
            ("/first-meeting/", {"What happens at a meeting": "page"}),
        ],
    )
    def test_marks_where_one_is(self, path, current):
        links = layout(path).all("a", class_="ma-nav__link")
        assert {
            e.text: e["aria-current"] for e in links if e.get("aria-current")
        } == current

    def test_says_that_the_demonstration_is_invented(self):
        said = "This is a demonstration with invented people and places."
        assert said in layout(is_demo=True).one("header").text
        assert said not in layout(is_demo=False).one("header").text

    def test_says_whom_to_ring_in_danger(self):
        numbers = [a["href"] for a in layout().all("a") if a["href"].startswith("tel:")]
        assert numbers == ["tel:999", "tel:116123"]

    def test_bears_its_date_on_paper(self):
        with clock.frozen_at(datetime(2026, 11, 21, 9, tzinfo=UTC)):
            page = layout()
        assert "21 November 2026" in page.one("p", class_="ma-print-only").text


class TestStrictPolicy:
    """The content security policy allows nothing inline and nothing from elsewhere."""

    def test_finds_no_inline_script_or_style(self):
        page = layout()
        assert all("src" in script.attributes for script in page.all("script"))
        assert page.all("style") == []
        inline = [
            name
            for element in page.elements
            for name in element.attributes
            if name == "style" or name.startswith("on")
        ]
        assert inline == []

    def test_finds_no_request_to_another_host(self):
        page = layout()
        loaded = [element["href"] for element in page.all("link")]
        loaded += [element["src"] for element in page.all("script")]
        assert [address for address in loaded if urlsplit(address).netloc] == []

    def test_finds_one_stylesheet_and_one_module(self):
        page = layout()
        assert len(page.all("link", rel="stylesheet")) == 1
        assert page.one("script")["type"] == "module"


class TestLeaveThisPage:
    def test_works_as_a_link_and_tells_the_next_page_nothing(self):
        link = layout().one("a", role="button")
        assert link.text == "Leave this page"
        assert link["rel"] == "nofollow noreferrer"

    @override_settings(EXIT_URL="https://weather.example/")
    def test_leads_where_the_setting_says(self):
        assert layout().one("a", role="button")["href"] == "https://weather.example/"

    def test_has_what_its_script_looks_for(self):
        page = layout()
        root = page.one("div", data_module="govuk-exit-this-page")
        link = page.one("a", role="button")
        assert root["data-i18n.activated"] == "Leaving this page."
        assert {
            "govuk-exit-this-page__button",
            "govuk-js-exit-this-page-button",
        } <= set(link["class"].split())


class TestPageContext:
    def test_does_without_an_area(self):
        context = page_context(RequestFactory().get("/x/"))
        assert context["area_name"] == "Mutual aid meetings"
        assert context["is_demo"] is False

    def test_asks_the_database_for_nothing(self):
        # Without the django_db mark any query would raise.
        assert layout(name="Northbridge").one("main")


class TestHtmx:
    def test_neither_evaluates_nor_remembers(self):
        page = Page(render_page("design_system/htmx.jinja"))
        content = page.one("meta", name="htmx-config")["content"]
        for setting in (
            '"allowEval":false',
            '"allowScriptTags":false',
            '"includeIndicatorStyles":false',
            '"historyCacheSize":0',
            '"selfRequestsOnly":true',
        ):
            assert setting in content
        assert "defer" in page.one("script").attributes
