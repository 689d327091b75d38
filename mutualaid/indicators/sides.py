"""On which side of a line values lie, and the runs of those on the same side.

Values come close to lines by rounding alone, so comparisons leave a tolerance.
"""

from collections.abc import Iterable, Sequence

TOLERANCE = 1e-9  # relative


def side(value: float, line: float) -> int:
    """1 above the line, -1 below, 0 on it."""
    if same(value, line):
        return 0
    return 1 if value > line else -1


def same(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one), abs(other))


def runs(signs: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Start and end of every run of equal signs; a 0 belongs to none."""
    start = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[start]:
            if signs[start]:
                yield start, at
            start = at
