"""Fewer cases that still hold every pair of values together at least once."""

import random
from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import TypeVar

Case = TypeVar("Case")


def pairwise(
    cases: Sequence[Case], values: Sequence[Sequence[Hashable]], seed: int = 1
) -> list[Case]:
    """A part of `cases` with every pair that occurs in `values`, which describe them in turn.

    Those that bring the most new pairs are taken first; the order is the seed's.
    """
    order = list(range(len(cases)))
    random.Random(seed).shuffle(order)  # noqa: S311
    # Of cases that say the same, one.
    order = list({tuple(values[number]): number for number in order}.values())
    pairs = {
        number: frozenset(combinations(enumerate(values[number]), 2))
        for number in order
    }
    covered: set = set()
    taken: list[int] = []
    most = max(map(len, pairs.values()), default=0)
    for wanted in range(most, 0, -1):
        for number in order:
            if len(pairs[number] - covered) >= wanted:
                covered |= pairs[number]
                taken.append(number)
    return [cases[number] for number in sorted(taken)]
