"""I want something short to read, to print, or to fill in; and nobody to know."""

import pytest
from playwright.sync_api import expect

from mutualaid.handouts.sheets import SHEETS

GOAL = "One meeting by Friday"
COLOURS = """
() => [...document.querySelectorAll("main *")]
  .filter(element => element.checkVisibility())
  .map(element => getComputedStyle(element).color)
"""


class TestReading:
    @pytest.mark.parametrize(
        "address",
        [
            "what-is-mutual-aid/",
            "what-is-mutual-aid/easy-read/",
            "why-is-mutual-aid-important/read-aloud/",
            "choosing-a-group/",
            "goal-planner/",
            "my-journal/",
            "groups-near-here/?place=NB3",
            "groups-near-here/easy-read/?place=NB3",
            "problems-getting-there-for-families/",
            "czym-jest-wzajemna-pomoc/",
        ],
    )
    def test_each_kind_of_sheet(self, sized_visitor, address):
        sized_visitor.opens(f"/handouts/{address}")

        sized_visitor.looks_closely()

    def test_from_the_first_page_to_easy_read(self, sized_visitor):
        sized_visitor.opens("/")
        sized_visitor.follows("Hand-outs to read or print")
        sized_visitor.looks_closely()
        sized_visitor.follows("3. Going to meetings (For you)")
        sized_visitor.arrives_at("Going to meetings")
        sized_visitor.follows("Easy read, with pictures")

        sized_visitor.reads("You can take somebody with you.")
        pictures = sized_visitor.main.locator(".ma-sheet__easy img")
        assert (
            pictures.count() == sized_visitor.main.locator(".ma-sheet__easy li").count()
        )
        assert pictures.first.evaluate("picture => picture.naturalWidth") > 0

    def test_both_sides_of_a_worry(self, sized_visitor):
        sized_visitor.opens("/handouts/")
        sized_visitor.follows("Worries people have")

        sized_visitor.reads("Never change your medicine because of a meeting.")
        sized_visitor.looks_closely()

    def test_leaves_nothing_in_the_browser(self, visitor):
        for address in ("", "goal-planner/", "groups-near-here/?place=NB3"):
            visitor.opens(f"/handouts/{address}")

        kept = visitor.kept_by_the_browser
        assert not any(kept.values()), kept


class TestPrinting:
    @pytest.mark.parametrize("made_as", ["a4", "large", "easy"])
    def test_comes_as_pdf(self, visitor, made_as):
        address = f"{visitor.site}/handouts/groups-near-here/{made_as}.pdf?place=NB3"
        answer = visitor.page.request.get(address)

        assert answer.body().startswith(b"%PDF-")
        assert answer.headers["content-type"] == "application/pdf"

    def test_of_the_page_itself_is_black_on_white(self, visitor):
        visitor.opens("/handouts/what-is-mutual-aid/")
        visitor.page.emulate_media(media="print")

        assert set(visitor.page.evaluate(COLOURS)) == {"rgb(0, 0, 0)"}


class TestFillingInAMap:
    def test_draws_itself(self, sized_visitor):
        sized_visitor.opens("/handouts/goal-planner/fill/")
        sized_visitor.looks_closely()
        sized_visitor.page.get_by_label("My goal").fill(GOAL)
        sized_visitor.presses("Draw my map")

        sized_visitor.reads(GOAL)
        sized_visitor.looks_closely()

    def test_needs_no_scripts_and_is_gone_afterwards(self, bare_visitor):
        bare_visitor.opens("/handouts/problems-map/fill/")
        bare_visitor.page.get_by_label("1. The problem").fill(GOAL)
        bare_visitor.presses("Draw my map")
        bare_visitor.reads(GOAL)

        bare_visitor.opens("/handouts/problems-map/fill/")
        expect(bare_visitor.page.get_by_label("1. The problem")).to_have_value("")

    def test_has_the_words_in_reading_order(self, visitor):
        visitor.opens("/handouts/goal-planner/")

        items = visitor.main.locator("article ol li strong").all_inner_texts()
        assert items == [cell.label for cell in SHEETS["7"].cells]
