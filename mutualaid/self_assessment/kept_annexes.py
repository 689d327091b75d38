"""The annexes as the directory had them on the day of the round."""

from dataclasses import asdict
from datetime import date
from typing import Any

from mutualaid.core import clock
from mutualaid.directory.annexes import annexes
from mutualaid.directory.presenters.annexes import (
    coverage_words,
    present_annexes,
    title_words,
)

from .models import Round


def annexes_now(area_id: int, on: date) -> dict[str, Any]:
    """In words, as they are kept with a round that is signed off. Three queries."""
    found = annexes(area_id, on)
    return {
        "on": on.isoformat(),
        "title": title_words(found),
        "coverage": coverage_words(found),
        "annexes": [asdict(each) for each in present_annexes(found)],
    }


def annexes_of(opened: Round) -> dict[str, Any]:
    """Those that were kept; until it is signed off, those of today."""
    return opened.annexes or annexes_now(opened.area_id, clock.today())
