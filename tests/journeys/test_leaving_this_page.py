"""Somebody comes in: one press and I am elsewhere, and nothing I typed stays behind."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

LIST = "/meetings/?place=NB3&within=5&fellowship=smart"
NOTHING_KEPT = {
    "cookies": [],
    "session": {},
    "local": {},
    "cookie": "",
    "caches": [],
    "databases": [],
}


@pytest.fixture
def seeker(visitor, watch):
    """On a list that says much about who looked at it; the way out leads to a stub."""
    visitor.opens("/")
    button = visitor.page.get_by_role("button", name="Leave this page")
    visitor.neutral = button.get_attribute("href")
    visitor.asked_elsewhere = []
    watch.expected_hosts.add(urlsplit(visitor.neutral).hostname)

    def answer(route) -> None:
        visitor.asked_elsewhere.append(route.request)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    visitor.page.route(f"{visitor.neutral}**", answer)
    visitor.says_where("NB3")
    visitor.opens_more_choices()
    visitor.ticks("SMART")
    expect(visitor.page).to_have_url(f"{visitor.site}{LIST}")
    return visitor


def press_the_button(seeker) -> None:
    seeker.presses("Leave this page")


def press_shift_three_times(seeker) -> None:
    for _ in range(3):
        seeker.page.keyboard.press("Shift")


WAYS_OUT = [press_the_button, press_shift_three_times]


@pytest.mark.parametrize("leave", WAYS_OUT)
class TestLeavingThisPage:
    def test_leads_elsewhere_and_does_not_say_there_where_from(self, seeker, leave):
        leave(seeker)

        expect(seeker.page).to_have_url(seeker.neutral)
        expect(seeker.page).to_have_title("Weather")
        assert "referer" not in seeker.asked_elsewhere[0].all_headers()
        assert seeker.page.evaluate("document.referrer") == ""

    def test_leaves_neither_the_list_nor_what_was_typed(self, seeker, leave):
        leave(seeker)
        expect(seeker.page).to_have_title("Weather")
        seeker.goes_back()

        assert seeker.address != LIST
        seeker.opens("/about/")
        assert seeker.kept_by_the_browser == NOTHING_KEPT


class TestWhileSearching:
    def test_nothing_is_kept_by_the_browser(self, seeker):
        assert seeker.kept_by_the_browser == NOTHING_KEPT
        seeker.goes_back()
        expect(seeker.box("SMART")).not_to_be_checked()
        assert seeker.kept_by_the_browser == NOTHING_KEPT
        seeker.page.reload()
        assert seeker.kept_by_the_browser == NOTHING_KEPT

    def test_the_button_stays_in_reach(self, sized_visitor):
        sized_visitor.opens("/meetings/?place=NB3")
        sized_visitor.page.evaluate("scrollTo(0, 3000)")

        button = sized_visitor.page.get_by_role("button", name="Leave this page")
        expect(button).to_be_in_viewport()
