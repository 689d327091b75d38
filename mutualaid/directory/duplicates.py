"""Which listed meetings look alike: two listings, perhaps, of one.

Alike are two of one fellowship that start on the same day within a quarter of an hour, and are
at one place, behind one link, or called nearly the same without being known to be far apart.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from math import ceil, cos, floor, radians

from mutualaid.geography.distance import miles_between

MINUTES_APART = 15
NEAR_MILES = 150 / 1609.344
# Two places further from each other than this are two, whatever the meetings are called.
FAR_MILES = 1.0
# Words that half of all meetings are called by do not make two alike.
_PLAIN_WORDS = frozenset({
    "a", "and", "at", "for", "in", "of", "on", "the", "to", "group", "meeting",
    "meetings", "recovery", "online", "zoom", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
    "thur", "thurs", "fri", "sat", "sun", "morning", "evening", "night", "lunchtime",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_CELL = 0.0028  # degrees of latitude: a little more than twice 150 metres
_ALIKE = 0.6  # share of words


class Likeness(StrEnum):
    """What two have in common besides fellowship, day and hour."""

    VENUE = "venue"
    POSTCODE = "postcode"
    NEAR = "near"
    LINK = "link"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Listing:
    """What is compared of a meeting. `day` is a weekday, or a tuple for a date of the month."""

    key: int
    fellowship: int
    day: Hashable
    start: time | None
    ordinals: frozenset[int] = frozenset()
    venue: int | None = None
    postcode: str = ""
    point: tuple[float, float] | None = None
    link: str = ""
    name: str = ""
    words: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def minute(self) -> int:
        """Of the day; those by appointment have none and count as alike."""
        return self.start.hour * 60 + self.start.minute if self.start else 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that look alike, the lower key first, and why."""

    first: int
    second: int
    why: frozenset[Likeness]


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    found = frozenset(_WORD.findall(name.casefold()))
    return found - _PLAIN_WORDS


def alike_pairs(listings: Iterable[Listing]) -> list[Pair]:
    """Every pair that looks alike, the most alike first."""
    days: dict[Hashable, list[Listing]] = defaultdict(list)
    for each in listings:
        days[each.fellowship, each.day].append(each)
    found: dict[tuple[int, int], set[Likeness]] = defaultdict(set)
    for same_day in days.values():
        for likeness, keys in _KEYS.items():
            for one, other in _sharing(same_day, keys):
                if _is_at_once(one, other) and _HOLDS[likeness](one, other):
                    first, second = sorted((one.key, other.key))
                    found[first, second].add(likeness)
    pairs = [Pair(*keys, frozenset(why)) for keys, why in found.items()]
    return sorted(pairs, key=lambda pair: (-len(pair.why), pair.first, pair.second))


def _sharing(
    listings: list[Listing], keys: Callable[[Listing], Iterable[Hashable]]
) -> Iterator[tuple[Listing, Listing]]:
    """Pairs that share a key and are not too far apart by the clock."""
    holders: dict[Hashable, list[Listing]] = defaultdict(list)
    for each in listings:
        for key in keys(each):
            holders[key].append(each)
    for several in holders.values():
        if len(several) > 1:
            yield from _close_in_time(several)


def _close_in_time(listings: list[Listing]) -> Iterator[tuple[Listing, Listing]]:
    ordered = sorted(listings, key=lambda each: each.minute)
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.minute - one.minute > MINUTES_APART:
                break
            yield one, other


def _is_at_once(one: Listing, other: Listing) -> bool:
    """First Mondays and third Mondays never meet; whatever is weekly meets both."""
    return not (one.ordinals and other.ordinals) or bool(one.ordinals & other.ordinals)


def _cells(listing: Listing) -> Iterator[Hashable]:
    """Two within 150 metres share at least one of the four cells that each is in."""
    if listing.point is None:
        return
    latitude, longitude = listing.point
    for across in (0, 1):
        row = floor(latitude / _CELL + across / 2)
        width = _CELL / max(cos(radians(row * _CELL)), 0.01)
        for along in (0, 1):
            yield across, along, row, floor(longitude / width + along / 2)


def _telling_words(listing: Listing) -> list[str]:
    """Enough of its words that two alike share one, the longest first: those are rarest."""
    ordered = sorted(listing.words, key=lambda word: (-len(word), word))
    return ordered[: len(ordered) - ceil(_ALIKE * len(ordered)) + 1]


def _miles(one: Listing, other: Listing) -> float | None:
    if one.point is None or other.point is None:
        return None
    return miles_between(*one.point, *other.point)


def _is_near(one: Listing, other: Listing) -> bool:
    miles = _miles(one, other)
    return miles is not None and miles <= NEAR_MILES


def _is_called_alike(one: Listing, other: Listing) -> bool:
    shared, either = one.words & other.words, one.words | other.words
    if len(shared) < _ALIKE * len(either):
        return False
    miles = _miles(one, other)
    return miles is None or miles <= FAR_MILES


def _always(_one: Listing, _other: Listing) -> bool:
    return True


_KEYS: dict[Likeness, Callable[[Listing], Iterable[Hashable]]] = {
    Likeness.VENUE: lambda each: () if each.venue is None else (each.venue,),
    Likeness.POSTCODE: lambda each: (each.postcode,) if each.postcode else (),
    Likeness.NEAR: _cells,
    Likeness.LINK: lambda each: (each.link,) if each.link else (),
    Likeness.NAME: _telling_words,
}
_HOLDS: dict[Likeness, Callable[[Listing, Listing], bool]] = {
    Likeness.VENUE: _always,
    Likeness.POSTCODE: _always,
    Likeness.NEAR: _is_near,
    Likeness.LINK: _always,
    Likeness.NAME: _is_called_alike,
}
