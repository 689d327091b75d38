"""What agreed ratings come to: by parts, by section, and what is left to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from .agreement import HIGHEST, lower_median


class Unrated(Enum):
    """Answers that are no level."""

    UNKNOWN = "don't know"
    NOT_APPLICABLE = "not applicable"


Rating = int | Unrated


@dataclass(frozen=True, slots=True)
class SectionScore:
    """A section in fractions of what could be reached. None: nothing to say it of.

    `floor` counts what is unknown as nothing, `ceiling` as all there is.
    """

    applicable: int
    known: int
    share: float | None
    floor: float | None
    ceiling: float | None


def section_score(ratings: Sequence[Rating]) -> SectionScore:
    """What is not applicable leaves numerator and denominator; what is unknown the share alone."""
    applicable = [each for each in ratings if each is not Unrated.NOT_APPLICABLE]
    levels = [each for each in applicable if isinstance(each, int)]
    unknown = len(applicable) - len(levels)
    most = HIGHEST * len(applicable)
    reached = sum(levels)
    return SectionScore(
        applicable=len(applicable),
        known=len(levels),
        share=reached / (HIGHEST * len(levels)) if levels else None,
        floor=reached / most if most else None,
        ceiling=(reached + HIGHEST * unknown) / most if most else None,
    )


def statement_rating(parts: Sequence[Rating]) -> Rating:
    """The lowest of its parts; unknown if any part is and none is at nothing."""
    applicable = [each for each in parts if each is not Unrated.NOT_APPLICABLE]
    levels = [each for each in applicable if isinstance(each, int)]
    if not applicable:
        return Unrated.NOT_APPLICABLE
    if len(levels) < len(applicable) and 0 not in levels:
        return Unrated.UNKNOWN
    return min(levels)


def across_providers(ratings: Sequence[Rating]) -> Rating:
    """Where providers differ: the lower median of those that are known."""
    applicable = [each for each in ratings if each is not Unrated.NOT_APPLICABLE]
    if not applicable:
        return Unrated.NOT_APPLICABLE
    middle = lower_median(
        [each if isinstance(each, int) else None for each in applicable]
    )
    return Unrated.UNKNOWN if middle is None else middle


def counted(rating: Rating, *, has_evidence: bool) -> Rating:
    """The highest level rests on evidence dated in the round; without it, it counts one less."""
    if rating == HIGHEST and not has_evidence:
        return HIGHEST - 1
    return rating
