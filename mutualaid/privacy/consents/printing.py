"""The words on one side of paper, with a place to sign."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from mutualaid.core import clock
from mutualaid.design_system.dates import full_date
from mutualaid.privacy.models import Person
from mutualaid.privacy.models.consents import COMPANY
from mutualaid.privacy.wording import Wording

TEMPLATE = Path(__file__).parent / "consents.typ"


def printed_words(person: Person, words: Wording, *, place: str) -> dict[str, Any]:
    """All that `consents.typ` says: the reference and no name."""
    about = {
        "reference": person.printed,
        "version": words.version,
        "date": full_date(words.since),
    }
    return {
        "title": words.title,
        "publisher": place,
        "language": (get_language() or "en").partition("-")[0],
        "region": "GB",
        "says": list(words.says),
        "asks": words.asks,
        "answers": [gettext("Yes"), gettext("No")] if words.asks else [],
        "blanks": _blanks(words),
        "foot": gettext(
            "Reference %(reference)s. Words of %(date)s, version %(version)d."
        )
        % about,
        "printed": gettext("Printed on %(day)s") % {"day": full_date(clock.today())},
    }


def _blanks(words: Wording) -> list[str]:
    """What is filled in by hand."""
    signed = [gettext("Signed"), gettext("Date")]
    if not words.asks:
        return [gettext("I was told this. Signed"), gettext("Date")]
    if words.topic == COMPANY:
        visit = gettext("Meeting, and the day")
        return [gettext("Who is to be told"), visit, *signed]
    return [gettext("When it is safe"), *signed]
