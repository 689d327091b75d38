"""Somebody's week on paper: what to go to, with room to write how it was."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from mutualaid.core import clock
from mutualaid.design_system import dates
from mutualaid.design_system.printing.paper import typeset
from mutualaid.directory.presenters.taken import TakenPage, TakenRow

from .codes import code_of

BETWEEN = "\u00a0· "  # no line begins with the dot
TEMPLATE = Path(__file__).parent / "week.typ"


def pdf_of_week(told: dict[str, Any]) -> bytes:
    """The PDF of what `printed_week` says."""
    return typeset(TEMPLATE, told)


def printed_week(page: TakenPage, publisher: str, address: str) -> dict[str, Any]:
    """All that `week.typ` says. `address` leads to the same for seven days."""
    return {
        "title": gettext("My week"),
        "publisher": publisher,
        "language": (get_language() or "en").partition("-")[0],
        "region": "GB",
        "lead": gettext("You can just sit and listen. You can go with somebody."),
        "correct_on": gettext("Correct on %(date)s")
        % {"date": dates.full_date(clock.today())},
        "live": gettext(
            "Scan this to see if anything has changed. It works for 7 days."
        ),
        "code": code_of(address),
        "code_means": gettext("Code that leads to this list as it is now"),
        "page_word": gettext("Page"),
        "good": gettext("One good thing"),
        "bad": gettext("One thing I did not like"),
        "help": gettext(
            "In danger now: 999. To talk, day or night, free: Samaritans 116 123."
        ),
        "rows": [_told(row) for row in page.rows],
    }


def _told(row: TakenRow) -> dict[str, Any]:
    contact = gettext("Ask: %(contact)s") % {"contact": row.contact.text}
    asked = (contact if row.contact.text else "", row.sureness)
    return {
        "when": ", ".join(filter(None, (row.day, row.time))),
        "title": row.title,
        "lines": [row.place or row.mode, BETWEEN.join(filter(None, asked))],
    }
