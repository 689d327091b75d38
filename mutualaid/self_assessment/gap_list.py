"""The gap list: what is left to do, the most important first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from .agreement import Spread
from .change import Change
from .scoring import Rating, Unrated

LOW = 1  # this rating and lower ones are gaps
WIDE = (Spread.SPLIT, Spread.OPPOSED)


class Reason(StrEnum):
    """Why a statement stands in the list."""

    LOW = "low"
    UNKNOWN = "unknown"
    SPREAD = "spread"
    EVIDENCE = "evidence"
    DOWN = "down"
    CHOSEN = "chosen"  # in a round without a scale: somebody finds it most important


@dataclass(frozen=True, slots=True)
class Looked:
    """What the list has to know of one statement."""

    key: str
    rating: Rating
    spread: Spread | None = None
    needs_evidence: bool = False
    change: Change | None = None
    weight: Fraction = field(default_factory=Fraction)
    is_rated: bool = True  # False in a round of comments alone


@dataclass(frozen=True, slots=True)
class Gap:
    """One line. What is unknown is to be found out, not to be mended."""

    key: str
    reasons: tuple[Reason, ...]
    rating: Rating
    spread: Spread | None
    weight: Fraction

    @property
    def is_to_find_out(self) -> bool:
        return self.rating is Unrated.UNKNOWN and Reason.UNKNOWN in self.reasons


def gap_list(statements: Sequence[Looked]) -> list[Gap]:
    """By votes, then the lower rating, then the wider spread, then as the statements stand.

    A rating that nobody knows comes after those that are known: it may be any.
    """
    gaps = [
        Gap(each.key, reasons, each.rating, each.spread, each.weight)
        for each in statements
        if (reasons := reasons_of(each))
    ]
    return sorted(gaps, key=_order)


def reasons_of(told: Looked) -> tuple[Reason, ...]:
    """Nothing where the statement is no gap; what people agreed cannot apply never is one."""
    if told.rating is Unrated.NOT_APPLICABLE:
        return ()
    if not told.is_rated:
        return (Reason.CHOSEN,) if told.weight else ()
    holds = {
        Reason.LOW: isinstance(told.rating, int) and told.rating <= LOW,
        Reason.UNKNOWN: told.rating is Unrated.UNKNOWN,
        Reason.SPREAD: told.spread in WIDE,
        Reason.EVIDENCE: told.needs_evidence,
        Reason.DOWN: told.change is Change.DOWN,
    }
    return tuple(reason for reason, is_so in holds.items() if is_so)


def weights(votes: Mapping[str, Mapping[str, int]]) -> dict[str, Fraction]:
    """What each statement weighs by votes. Every kind of rater has one vote to divide."""
    found: dict[str, Fraction] = {}
    for of_kind in votes.values():
        cast = sum(of_kind.values())
        for key, count in of_kind.items():
            found[key] = found.get(key, Fraction()) + Fraction(count, cast)
    return found


def _order(gap: Gap) -> tuple[Fraction, float, int]:
    rating = gap.rating if isinstance(gap.rating, int) else float("inf")
    spread = -1 if gap.spread is None else list(Spread).index(gap.spread)
    return -gap.weight, rating, -spread
