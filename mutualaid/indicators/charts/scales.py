"""Round numbers for an axis."""

from collections.abc import Iterable
from math import ceil, floor, log10

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST_STEPS = 6


def axis(
    values: Iterable[float], *, least: float, most: float, narrowest: float
) -> list[float]:
    """Ticks from below the lowest value to above the highest, and never beyond least and most.

    At least `narrowest` wide, so that noise does not look like news.
    """
    held = [min(max(value, least), most) for value in values] or [least]
    low, high = min(held), max(held)
    if high - low < narrowest:
        low = max(least, (low + high - narrowest) / 2)
        high = min(most, low + narrowest)
        low = max(least, high - narrowest)
    step = _step(high - low, is_whole=narrowest >= 1)
    first, last = floor(low / step), ceil(high / step)
    ticks = [each * step for each in range(first, last + 1)]
    return [tick for tick in ticks if least <= tick <= most]


def _step(span: float, *, is_whole: bool) -> float:
    """The smallest round step that needs few of them."""
    power = 10.0 ** floor(log10(span / MOST_STEPS))
    steps = [each * power for each in STEPS]
    if is_whole:
        steps = [each for each in steps if each.is_integer()] or [1.0]
    fitting = [each for each in steps if span / each <= MOST_STEPS]
    return fitting[0] if fitting else steps[-1]
