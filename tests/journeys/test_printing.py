"""I take it along on paper: black on white, nothing to press, and said how old it is."""

import re

import pytest

from mutualaid.core import clock
from mutualaid.design_system import dates

A4 = "MediaBox [0 0 595.91998 842.88]"
NOT_FOR_PAPER = "nav, button, input, select, [role=button], summary, .ma-leave"
COLOURS = """
() => [...document.querySelectorAll("body *")]
  .filter(element => element.checkVisibility())
  .map(element => getComputedStyle(element))
  .map(style => [style.color, style.backgroundColor].join(" on "))
"""
BREAKS = "rows => rows.map(row => getComputedStyle(row).breakInside)"


@pytest.fixture
def printer(visitor):
    """Somebody who looks at pages as they will be printed."""
    visitor.page.emulate_media(media="print")
    return visitor


def sheets(printer) -> list[str]:
    """The size of each sheet."""
    pdf = printer.page.pdf(format="A4").decode("latin-1")
    return re.findall(r"MediaBox \[[^\]]*\]", pdf)


def opens_a_meeting(printer) -> None:
    printer.opens("/meetings/?q=Oxenlow+Sunday+Night")
    printer.follows("AA: Oxenlow Sunday Night")


def opens_a_list(printer) -> None:
    printer.opens("/meetings/?place=NB3")


def opens_the_fellowships(printer) -> None:
    printer.opens("/fellowships/")


@pytest.mark.parametrize(
    "opens", [opens_a_list, opens_a_meeting, opens_the_fellowships]
)
class TestPrinting:
    def test_is_black_on_white(self, printer, opens):
        opens(printer)

        assert set(printer.page.evaluate(COLOURS)) == {
            "rgb(0, 0, 0) on rgba(0, 0, 0, 0)"
        }

    def test_has_nothing_to_press(self, printer, opens):
        opens(printer)

        assert printer.page.locator(NOT_FOR_PAPER).filter(visible=True).count() == 0

    def test_says_when_it_was_printed(self, printer, opens):
        opens(printer)

        said = printer.page.locator(".ma-print-only")
        assert said.is_visible()
        assert f"as it stood on {dates.full_date(clock.today())}" in said.inner_text()

    def test_tears_no_row(self, printer, opens):
        opens(printer)

        rows = printer.page.locator(".ma-result, .ma-listed, .govuk-summary-list__row")
        assert set(rows.evaluate_all(BREAKS)) == {"avoid"}


class TestPaper:
    def test_a_meeting_takes_one_sheet(self, printer):
        opens_a_meeting(printer)

        assert sheets(printer) == [A4]
        assert "Your first time" in printer.main.inner_text()

    def test_25_meetings_take_three_sheets_at_most(self, printer):
        opens_a_list(printer)

        assert len(printer.meetings) == 25
        assert set(sheets(printer)) == {A4}
        assert len(sheets(printer)) <= 3

    def test_a_list_says_what_was_asked(self, printer):
        printer.opens("/meetings/?place=NB3&fellowship=aa&feature=step-free")

        assert printer.heading == "Meetings within 5 miles of NB3"
        chosen = printer.page.locator(".ma-choice--taken").filter(visible=True)
        assert chosen.all_inner_texts() == ["AA", "Step-free access"]
        assert not printer.page.get_by_text("Clear all").is_visible()

    def test_addresses_of_other_sites_are_written_out(self, printer):
        opens_a_meeting(printer)

        link = printer.main.get_by_role("link", name="Its own page")
        after = link.evaluate("link => getComputedStyle(link, '::after').content")
        assert link.get_attribute("href") in after
