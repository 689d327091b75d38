"""The pack as a tagged PDF."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from mutualaid.design_system.dates import full_date
from mutualaid.design_system.printing.paper import typeset

from .gathering import Pack, Row, Section, empty, filled

TEMPLATE = Path(__file__).with_name("pack.typ")


def pdf_of(pack: Pack, *, publisher: str) -> bytes:
    return typeset(TEMPLATE, paper_of(pack, publisher=publisher))


def paper_of(pack: Pack, *, publisher: str) -> dict[str, Any]:
    """All that `pack.typ` says."""
    return {
        "title": gettext("What we keep about you"),
        "publisher": publisher,
        "language": (get_language() or "en").partition("-")[0],
        "region": "GB",
        "reference": gettext("Reference %(reference)s") % {"reference": pack.reference},
        "made_on": gettext("Made on %(day)s") % {"day": full_date(pack.made_at)},
        "page_word": gettext("Page"),
        "lead": lead(publisher),
        "wrong": {
            "heading": gettext("What you say is wrong"),
            "words": list(pack.corrections),
        },
        "sections": [_section(each) for each in filled(pack)],
        "nothing": {
            "heading": gettext("Where we keep nothing about you"),
            "words": [each.title for each in empty(pack)],
        },
        "rights": {"heading": gettext("What you can do"), "words": rights_words()},
    }


def lead(publisher: str) -> list[str]:
    """What a pack begins with."""
    return [
        gettext("This is all that %(who)s keeps about you here.") % {"who": publisher},
        gettext(
            "You see people who work here by what they do and where. Their names are not in it, "
            "and nothing about anybody else is."
        ),
    ]


def rights_words() -> list[str]:
    """What somebody can do about what is kept, and where to complain."""
    return [
        gettext("Is something wrong? Tell us. We write your words beside it."),
        gettext("You can ask us to erase it. Some things we have to keep for a time."),
        gettext(
            "Are you not happy with our answer? Tell us first, if you can. You can also "
            "complain to the Information Commissioner: ico.org.uk, telephone 0303 123 1113."
        ),
    ]


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "rows": [_row(row, section) for row in section.rows],
        "is_short": section.is_short,
        "withheld": [
            gettext("Not shown: %(because)s") % {"because": because}
            for because in section.reasons()
        ],
    }


def _row(row: Row, section: Section) -> dict[str, Any]:
    return {
        "facts": [list(fact) for fact in section.facts(row)],
        "corrections": list(row.corrections),
    }
