"""Whether two lots of timings differ: the rank-sum test, by the normal approximation."""

from collections.abc import Sequence
from itertools import groupby
from math import erfc, sqrt


def chance(these: Sequence[float], those: Sequence[float]) -> float:
    """How likely a difference this large is where there is none; two-sided."""
    ranked = _ranks([*these, *those])
    n, m = len(these), len(those)
    rank_sum = sum(ranked[:n])
    spread = sqrt(n * m * (n + m + 1) / 12)
    away = abs(rank_sum - n * (n + m + 1) / 2) / spread
    return erfc(away / sqrt(2))


def _ranks(values: Sequence[float]) -> list[float]:
    """The place of each value in order; equal ones share the middle of their places."""
    ranks = [0.0] * len(values)
    ordered = sorted(range(len(values)), key=lambda at: values[at])
    before = 0
    for _, group in groupby(ordered, key=lambda at: values[at]):
        same = list(group)
        for at in same:
            ranks[at] = before + (len(same) + 1) / 2
        before += len(same)
    return ranks
