"""How far people who rated the same thing agree. Ratings are 0 to 3, or None for "don't know".

Ratings are ordinal, so the middle is always a rating somebody gave, never a mean.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from math import log2
from statistics import fmean, median_low

LOWEST, HIGHEST = 0, 3

Ratings = Sequence[int | None]
Table = Sequence[Ratings]  # a row for each statement, a column for each rater


class Spread(StrEnum):
    """How far apart the ratings of one statement are."""

    AGREED = "agreed"
    CLOSE = "close"
    SPLIT = "split"
    OPPOSED = "opposed"


def known(ratings: Ratings) -> list[int]:
    """Those who were placed to judge."""
    return [each for each in ratings if each is not None]


def lower_median(ratings: Ratings) -> int | None:
    """The middle rating, the lower of two; None where nobody knows."""
    told = known(ratings)
    return median_low(told) if told else None


def balanced(ratings_by_role: Mapping[str, Ratings]) -> int | None:
    """One voice for each role: the lower median of each role's lower median."""
    return lower_median([lower_median(each) for each in ratings_by_role.values()])


def spread_of(ratings: Ratings) -> Spread | None:
    """The class of lowest to highest; None where nobody knows."""
    told = known(ratings)
    return list(Spread)[max(told) - min(told)] if told else None


def consensus(ratings: Ratings) -> float | None:
    """From 0 (half at each end) to 1 (all the same), after Tastle and Wierman, 2007."""
    told = known(ratings)
    if not told:
        return None
    mean = fmean(told)
    return 1 + fmean(log2(1 - abs(each - mean) / (HIGHEST - LOWEST)) for each in told)


# Across the whole instrument. For analysts: these collapse where nearly all rate the same.


def nominal(one: int, other: int, _: Mapping[int, float]) -> float:
    """The distance of two ratings as mere names."""
    return float(one != other)


def interval(one: int, other: int, _: Mapping[int, float]) -> float:
    """The squared distance of two ratings as numbers."""
    return float((one - other) ** 2)


def ordinal(one: int, other: int, counts: Mapping[int, float]) -> float:
    """The squared number of ratings between two, half of those at either end left out."""
    low, high = sorted((one, other))
    between = sum(counts.get(each, 0) for each in range(low, high + 1))
    return (between - (counts.get(low, 0) + counts.get(high, 0)) / 2) ** 2


Distance = Callable[[int, int, Mapping[int, float]], float]


def krippendorff_alpha(table: Table, distance: Distance = ordinal) -> float | None:
    """Agreement beyond chance, gaps allowed (Krippendorff, 2011).

    None where nothing was rated twice or nothing varies.
    """
    rows = [told for row in table if len(told := known(row)) > 1]
    counts: Counter[int] = Counter(each for row in rows for each in row)
    total = sum(counts.values())
    observed = sum(
        distance(one, other, counts) / (len(row) - 1)
        for row in rows
        for at, one in enumerate(row)
        for place, other in enumerate(row)
        if at != place
    )
    expected = sum(
        counts[one] * counts[other] * distance(one, other, counts)
        for one in counts
        for other in counts
    )
    if not expected:
        return None
    return 1 - (total - 1) * observed / expected


def fleiss_kappa(table: Table) -> float | None:
    """Agreement beyond chance on the statements that everybody rated (Fleiss, 1971)."""
    rows = [known(row) for row in table if None not in row]
    if not rows or len(rows[0]) < 2:
        return None
    raters = len(rows[0])
    agreement = fmean(
        sum(count * (count - 1) for count in Counter(row).values())
        / (raters * (raters - 1))
        for row in rows
    )
    counts = Counter(each for row in rows for each in row)
    total = sum(counts.values())
    by_chance = sum((count / total) ** 2 for count in counts.values())
    return None if by_chance == 1 else (agreement - by_chance) / (1 - by_chance)


def gwet(table: Table, *, is_ordinal: bool) -> float | None:
    """Gwet's AC2 with linear-by-pairs ordinal weights, or AC1 where ratings are mere names.

    Holds where nearly everybody rates the same, unlike the others (Gwet, 2014).
    """
    rows = [told for row in table if (told := known(row))]
    twice = [row for row in rows if len(row) > 1]
    if not twice:
        return None
    scale = range(LOWEST, HIGHEST + 1)
    weights = {
        (one, other): _weight(one, other, is_ordinal=is_ordinal)
        for one in scale
        for other in scale
    }
    observed = fmean(_weighted_agreement(row, weights) for row in twice)
    shares: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        for each in row:
            shares[each] += 1 / len(row) / len(rows)
    spread = sum(shares[each] * (1 - shares[each]) for each in scale)
    size = len(scale)
    by_chance = sum(weights.values()) / (size * (size - 1)) * spread
    return (observed - by_chance) / (1 - by_chance)


def _weighted_agreement(
    row: Sequence[int], weights: Mapping[tuple[int, int], float]
) -> float:
    pairs = sum(
        weights[one, other]
        for at, one in enumerate(row)
        for place, other in enumerate(row)
        if at != place
    )
    return pairs / (len(row) * (len(row) - 1))


def _weight(one: int, other: int, *, is_ordinal: bool) -> float:
    """1 for the same rating; less the more pairs of ratings lie between, if they have an order."""
    if one == other:
        return 1.0
    if not is_ordinal:
        return 0.0
    return 1 - _pairs(abs(one - other) + 1) / _pairs(HIGHEST - LOWEST + 1)


def _pairs(ratings: int) -> float:
    return ratings * (ratings - 1) / 2
