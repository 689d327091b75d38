"""One page of each kind, found by following links from the home page as anybody would."""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from page_rules import HEIGHT, WIDTHS

# Reached by a form, not by a link, or not a page.
NOT_LINKED = {
    "show_components",
    "download_calendar",
    "download_list",
    "download_list_calendar",
    "show_outline",
    "list_api_meetings",
    "list_api_fellowships",
    "download_meeting_guide",
    "show_api_description",
    "show_api_meeting",
    "print_handout",
}
EVERY_KIND = {
    "fill_map",
    "find_meetings",
    "list_fellowships",
    "list_handouts",
    "read_aloud",
    "show_about",
    "show_api",
    "show_accessibility",
    "show_family_help",
    "show_fellowship",
    "show_easy_read",
    "show_first_meeting",
    "show_handout",
    "show_home",
    "show_map",
    "show_meeting",
    "show_my_week",
    "show_myths",
    "show_privacy",
    "show_who_sees_what",
    "show_your_rights",
    "tell_us",
}
OWN_LINKS = """
site => [...document.querySelectorAll("a[href]")]
  .map(link => link.href.split("#")[0]).filter(address => address.startsWith(site))
"""


def route_of(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


@pytest.fixture(scope="session")
def addresses(site, browser) -> dict[str, str]:
    """Route name to the first address of that kind that links lead to."""
    page = browser.new_page()
    found: dict[str, str] = {}
    waiting = [f"{site}/"]
    while waiting:
        address = waiting.pop(0)
        name = route_of(address)
        if name is None or name in found or name in NOT_LINKED:
            continue
        found[name] = address
        page.goto(address)
        waiting += page.evaluate(OWN_LINKS, site)
    page.close()
    return found


class TestEveryPage:
    def test_is_linked(self, addresses):
        assert set(addresses) == EVERY_KIND

    @pytest.mark.parametrize("name", sorted(EVERY_KIND))
    def test_is_sound(self, sized_page, sound, addresses, name):
        sized_page.goto(addresses[name])

        sound(sized_page)

    @pytest.mark.parametrize("name", sorted(EVERY_KIND))
    def test_is_sound_without_scripts(self, no_script_page, sound, addresses, name):
        no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
        no_script_page.goto(addresses[name])

        sound(no_script_page)

    def test_has_a_title_of_its_own(self, page, addresses):
        titles = []
        for address in addresses.values():
            page.goto(address)
            titles.append(page.title())

        assert len(set(titles)) == len(titles)
