"""I say where I am, narrow the list down, and read about one meeting."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def seeker(sized_visitor):
    return sized_visitor


class TestFindingAMeetingNearMe:
    def test_from_the_first_page_to_a_meeting_and_back(self, seeker):
        seeker.opens("/")
        seeker.says_where("Northbridge")
        seeker.arrives_at("Meetings within 5 miles of Northbridge")
        listed = seeker.meetings
        seeker.looks_closely()

        seeker.follows(listed[0])
        seeker.arrives_at(listed[0])
        seeker.looks_closely()

        seeker.goes_back()
        seeker.arrives_at("Meetings within 5 miles of Northbridge")
        assert seeker.meetings == listed

    def test_goes_wider_when_asked(self, seeker):
        seeker.opens("/meetings/?place=NB3&within=1")
        near = len(seeker.meetings)

        distance = seeker.page.get_by_label("How far")
        distance.focus()
        distance.select_option("2 miles")

        seeker.arrives_at("Meetings within 2 miles of NB3")
        assert len(seeker.meetings) > near
        assert focused(seeker) == "within"


class TestChangingAChoice:
    @pytest.fixture
    def seeker(self, seeker):
        seeker.opens("/meetings/?place=NB3&q=&after=")
        seeker.page.evaluate("window.isSamePage = true")
        seeker.opens_more_choices()
        return seeker

    def test_swaps_the_list_and_nothing_else(self, seeker):
        seeker.ticks("SMART")
        expect_address(seeker, "/meetings/?place=NB3&within=5&fellowship=smart")

        assert seeker.choices_made == ["SMART"]
        assert all("SMART" in name for name in seeker.meetings)
        assert seeker.page.evaluate("window.isSamePage")
        assert focused(seeker) == "fellowship-smart"
        seeker.looks_closely()

    def test_counts_what_was_chosen(self, seeker):
        seeker.ticks("SMART")
        expect(seeker.page.locator("summary")).to_have_text("More choices (1 chosen)")
        seeker.ticks("Step-free access")
        expect(seeker.page.locator("summary")).to_have_text("More choices (2 chosen)")

    def test_counts_every_other_choice_anew(self, seeker):
        before = seeker.counted("Step-free access")
        others = seeker.counted("AA")

        seeker.ticks("SMART")
        expect_address(seeker, "/meetings/?place=NB3&within=5&fellowship=smart")

        assert seeker.counted("AA") == others
        assert seeker.counted("Step-free access") < before
        promised = seeker.counted("Step-free access")
        seeker.ticks("Step-free access")
        seeker.reads(f"{promised} meetings.")
        assert seeker.counted("Welsh") == 0

    def test_is_read_out(self, seeker):
        seeker.ticks("SMART")

        said = seeker.page.locator("#said[role=status]")
        expect(said).to_have_text(re.compile(r"^\d+ meetings\.$"))

    def test_can_be_gone_back_on(self, seeker):
        seeker.ticks("SMART")
        expect_address(seeker, "/meetings/?place=NB3&within=5&fellowship=smart")
        seeker.follows(seeker.meetings[0])
        seeker.goes_back()
        assert seeker.choices_made == ["SMART"]

        seeker.goes_back()
        expect(seeker.box("SMART")).not_to_be_checked()
        assert seeker.choices_made == []

    def test_waits_for_enter_where_something_is_typed(self, seeker):
        seeker.page.get_by_label("Where are you?").fill("Linholt")
        seeker.page.get_by_label("Where are you?").press("Enter")

        seeker.arrives_at("Meetings within 5 miles of Linholt, Northbridge")
        assert "Linholt" in seeker.page.title()
        assert focused(seeker) == "place"


def focused(seeker) -> str:
    return seeker.page.evaluate("document.activeElement.id")


def expect_address(seeker, address: str) -> None:
    expect(seeker.page).to_have_url(seeker.site + address)
