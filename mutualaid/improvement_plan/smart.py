"""What an action lacks to be one that somebody can do and anybody can check. It warns only."""

from datetime import date, timedelta
from enum import StrEnum

from .models import Action

FEWEST_WORDS = 3
LONGEST_TIME = timedelta(days=366)
# Beginnings that name no deed one could see done.
VAGUE = frozenset(
    {
        *("better", "consider", "continue", "develop", "discuss", "encourage"),
        *("ensure", "explore", "improve", "more", "promote", "raise", "reflect"),
        *("strengthen", "support", "think", "try"),
    }
)


class Lack(StrEnum):
    """What is missing."""

    OWNER = "owner"
    DATE = "date"
    FAR_DATE = "far date"
    MEASURE = "measure"
    TARGET = "target"
    VAGUE = "vague"


def lacks_of(action: Action, today: date, *, has_owner: bool) -> list[Lack]:
    """In the order in which people can mend them."""
    told = {
        Lack.VAGUE: is_vague(action.title),
        Lack.OWNER: not has_owner,
        Lack.DATE: action.due_on is None,
        Lack.FAR_DATE: bool(action.due_on and action.due_on > today + LONGEST_TIME),
        Lack.MEASURE: not action.indicator_key,
        Lack.TARGET: bool(action.indicator_key) and action.target is None,
    }
    return [lack for lack, is_so in told.items() if is_so]


def is_vague(title: str) -> bool:
    """Very short, or beginning with a word that says no deed."""
    words = title.lower().split()
    return len(words) < FEWEST_WORDS or words[0].strip(",.:;") in VAGUE
