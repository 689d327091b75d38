"""The gaps that matter most: who is left out by the most people, told as widely as it is true."""

from collections.abc import Iterator
from itertools import combinations

from .analysis import Analysis, Cell
from .choices import DAY, DIMENSIONS, TIME, Where, wider, within

LEAST_SHARE = 0.05  # of all people, that a gap leaves out
MUCH_MORE = 2  # times as many as a wider gap leaves out, or it is the same gap again
MOST_PARTICULARS = 2


def largest_gaps(analysis: Analysis, place: Where = ()) -> list[Cell]:
    """The gaps within a place, the one that leaves out most people first.

    A gap asks for one thing or two more than `place`, or for a day, a time of day and one
    thing. It is left out where asking for less, it would be more than half as large: if
    nothing meets on Sundays, that is told, and not that no women's meeting does.
    """
    least = max(1, LEAST_SHARE * analysis.people.total)
    told: dict[Where, Cell] = {}
    for candidate in _candidates(analysis, place):
        cell = analysis.cell(candidate)
        if cell.unreached < least:
            continue
        if not any(
            MUCH_MORE * told[held].unreached >= cell.unreached
            for held in _all_wider(candidate, place)
            if held in told
        ):
            told[candidate] = cell
    return sorted(
        told.values(), key=lambda cell: (-cell.unreached, len(cell.place), cell.place)
    )


def _candidates(analysis: Analysis, place: Where) -> Iterator[Where]:
    """Wider ones first."""
    free = [name for name in DIMENSIONS if name not in dict(place)]
    for size in range(MOST_PARTICULARS + 1):
        for names in combinations(free, size):
            yield from _with_each(analysis, place, names)
    if DAY in free and TIME in free:
        for name in free:
            if name not in (DAY, TIME):
                yield from _with_each(analysis, place, (DAY, TIME, name))


def _with_each(
    analysis: Analysis, place: Where, names: tuple[str, ...]
) -> Iterator[Where]:
    if not names:
        yield place
        return
    for choice in analysis.meetings.sets[names[0]]:
        further = within(place, **{names[0]: choice})
        yield from _with_each(analysis, further, names[1:])


def _all_wider(place: Where, least: Where) -> Iterator[Where]:
    """Everything that asks for less, down to what was asked at first."""
    for held in wider(place):
        if set(held) >= set(least):
            yield held
            yield from _all_wider(held, least)
