"""How far a share can be trusted, from how many it was counted."""

from math import sqrt

Z_95 = 1.959963984540054  # two-sided 95 % of the normal distribution

Interval = tuple[float, float]


def wilson(count: float, of: float) -> Interval | None:
    """The score interval of a share (E. B. Wilson, 1927), as fractions; None for nothing counted.

    `count` and `of` may be effective numbers, and so fractions.
    """
    if not of:
        return None
    share, squared = count / of, Z_95 * Z_95
    centre = (share + squared / (2 * of)) / (1 + squared / of)
    half = (
        Z_95
        / (1 + squared / of)
        * sqrt(share * (1 - share) / of + squared / (4 * of * of))
    )
    low = 0.0 if count <= 0 else max(0.0, centre - half)
    high = 1.0 if count >= of else min(1.0, centre + half)
    return low, high
