"""My browser runs no scripts: each step is a page of its own, and nothing is missing."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def seeker(bare_visitor):
    return bare_visitor


class TestFindingWithoutScripts:
    def test_from_the_first_page_to_a_meeting_and_back(self, seeker):
        seeker.opens("/")
        seeker.says_where("NB3")
        seeker.arrives_at("Meetings within 5 miles of NB3")
        listed = seeker.meetings

        seeker.follows(listed[0])
        seeker.arrives_at(listed[0])
        seeker.looks_closely()

        seeker.goes_back()
        assert seeker.meetings == listed

    def test_several_choices_and_one_taken_back(self, seeker):
        seeker.opens("/meetings/?place=NB3")
        seeker.opens_more_choices()
        seeker.ticks("NA", "AA", "Step-free access")
        seeker.presses("Show meetings")
        assert seeker.choices_made == ["AA", "NA", "Step-free access"]
        expect(seeker.page.locator("summary")).to_have_text("More choices (3 chosen)")
        seeker.looks_closely()

        seeker.takes_back("AA")
        assert seeker.choices_made == ["NA", "Step-free access"]
        assert all("NA" in name for name in seeker.meetings)

        seeker.opens_more_choices()
        expect(seeker.box("NA")).to_be_checked()
        seeker.follows("Clear all")
        assert seeker.choices_made == []
        assert seeker.address == "/meetings/?place=NB3&within=5"

    def test_the_second_page(self, seeker):
        seeker.opens("/meetings/?place=NB3")
        first = seeker.meetings

        seeker.main.get_by_role("link", name="Next").click()

        assert seeker.meetings
        assert seeker.meetings != first
        assert seeker.page.locator(".ma-results").get_attribute("start") == "26"
        seeker.looks_closely()

    def test_soonest_first(self, seeker):
        seeker.opens("/meetings/?place=NB3")
        nearest = seeker.meetings

        seeker.follows("Soonest first")

        seeker.reads("The next one starts")
        assert seeker.meetings != nearest
        # What else is chosen later keeps the order.
        seeker.opens_more_choices()
        seeker.ticks("AA")
        seeker.presses("Show meetings")
        seeker.reads("The next one starts")

    @pytest.mark.parametrize("day", ["Today", "Tomorrow"])
    def test_one_press_for_a_day(self, seeker, day):
        seeker.opens("/meetings/?place=NB3")

        seeker.presses_choice(day)

        assert seeker.choices_made == [day]
        times = seeker.page.locator(".ma-result__when strong").all_inner_texts()
        assert all(time.endswith(day.lower()) for time in times)

    def test_the_button_to_leave_is_a_plain_link(self, seeker):
        seeker.opens("/meetings/?place=NB3")

        button = seeker.page.get_by_role("button", name="Leave this page")
        assert button.get_attribute("href").startswith("https://")
        assert "noreferrer" in button.get_attribute("rel")
