"""I look at the same list on a map, with its numbers, by hand and by keyboard."""

import pytest
from playwright.sync_api import expect

ON_THE_MAP = "/meetings/map/?place=NB3&within=2"


class TestLookingAtAMap:
    @pytest.fixture
    def seeker(self, sized_visitor):
        sized_visitor.opens("/meetings/?place=NB3&within=2")
        listed = sized_visitor.meetings
        sized_visitor.follows("Map")
        expect(sized_visitor.page.locator(".ma-marker").first).to_be_visible()
        assert sized_visitor.meetings[: len(listed)] == listed
        return sized_visitor

    def test_finds_the_numbers_of_the_list_there(self, seeker):
        seeker.looks_closely()
        names = seeker.page.locator(".ma-marker").evaluate_all(
            "markers => markers.map(marker => marker.ariaLabel)"
        )
        told = [part for name in names for part in name.split("; ")]

        assert len(told) == seeker.page.locator(".ma-numbered__row[data-at]").count()
        assert any(part.startswith(f"1: {seeker.meetings[0]}") for part in told)

    def test_opens_a_marker_by_keyboard_and_goes_back_to_it(self, seeker):
        first = seeker.meetings[0]
        marker = seeker.page.locator(".ma-marker[aria-label^='1: ']")
        marker.focus()
        marker.press("Enter")
        link = seeker.page.locator(".leaflet-popup a").first
        expect(link).to_be_focused()

        seeker.page.keyboard.press("Escape")
        expect(seeker.page.locator(".leaflet-popup")).to_have_count(0)
        expect(marker).to_be_focused()

        marker.press("Enter")
        seeker.page.keyboard.press("Enter")
        seeker.arrives_at(first)


class TestWithoutScripts:
    def test_has_the_list_and_no_empty_frame(self, bare_visitor):
        bare_visitor.opens(ON_THE_MAP)

        assert bare_visitor.meetings
        assert not bare_visitor.page.locator("#map").is_visible()
        bare_visitor.looks_closely()
