"""Places by their names, of which many are shared and some are only begun."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from mutualaid.core.prepared import PreparedQuery

from .distance import miles_between
from .found import Found, OtherPlace, Point
from .kinds import PlaceKind, Precision
from .models import Place
from .place_names import close_names, lies_within, name_key, place_label

MOST_ALTERNATIVES = 9
MOST_SUGGESTIONS = 5

_MOST_SAME_NAMED = 200
_MOST_KEYS = 2 * 8  # of a text of eight words: itself, and both sides of each gap
_MOST_CANDIDATES = 6_000  # about as many names as begin with S in the longest list
_SHORTEST_BEGINNING = 3
_MOST_WORDS = 8
# Two lists seldom agree on a town's middle; nearer than this it is the same town.
_SAME_TOWN_MILES = 3.0
# "Mill Lane, Ryde" is in Ryde, not in a hamlet called Mill Lane at the other end of England.
_OUTSKIRTS_MILES = 15.0


class NamedPlace(NamedTuple):
    """What is read of a place; the names are the query's."""

    key: str
    name: str
    within: str
    latitude: float
    longitude: float
    rank: int


def named_place(typed: str, near: Point | None) -> Found | None:
    """By the whole name, by "name, county" or "street, town", or by a beginning."""
    rows = _rows_for(typed)
    chosen = _whole_name(typed, rows) or _name_in_county(typed, rows)
    if chosen:
        return _found(chosen, near, asked=typed)
    return _name_and_town(typed, rows, near) or _only_one_begun(typed, near)


def standing_in(typed: str, near: Point | None, *, asked: str) -> Found | None:
    """The place named beside a postcode that is not known."""
    rows = _rows_for(typed)
    chosen = _whole_name(typed, rows) or _name_in_county(typed, rows)
    return _found(chosen, near, asked=asked, is_fallback=True) if chosen else None


def _rows_for(typed: str) -> list[NamedPlace]:
    """Everything that any part of the text names, in one query."""
    parts = {key for split in _name_and_county(typed) for key in split}
    return _same_named({name_key(typed), *parts})


def _whole_name(typed: str, rows: Sequence[NamedPlace]) -> list[NamedPlace]:
    return [row for row in rows if row.key == name_key(typed)]


def _name_in_county(typed: str, rows: Sequence[NamedPlace]) -> list[NamedPlace]:
    for name, county in _name_and_county(typed):
        chosen = [
            row for row in rows if row.key == name and lies_within(row.within, county)
        ]
        if chosen:
            return chosen
    return []


def _name_and_county(typed: str) -> list[tuple[str, str]]:
    """Where a county may begin: after the comma, else after any of the words."""
    if "," in typed:
        name, _, county = typed.partition(",")
        return [(name_key(name), name_key(county))]
    words = name_key(typed).split()[:_MOST_WORDS]
    return [
        (" ".join(words[:size]), " ".join(words[size:]))
        for size in range(len(words) - 1, 0, -1)
    ]


def _name_and_town(
    typed: str, rows: Sequence[NamedPlace], near: Point | None
) -> Found | None:
    """ "Kirkby, Liverpool" is the Kirkby beside Liverpool; "Mill Lane, Ryde" is Ryde.

    Where what follows the comma is not known either, the name alone decides.
    """
    if "," not in typed:
        return None
    ((name, town),) = _name_and_county(typed)
    named = [row for row in rows if row.key == name]
    towns = _by_likelihood([row for row in rows if row.key == town], near)
    if towns:
        middle = (towns[0].latitude, towns[0].longitude)
        beside = [row for row in named if _miles(row, middle) <= _OUTSKIRTS_MILES]
        if beside:
            return _found(beside, middle, asked=typed)
    chosen = towns or named
    return _found(chosen, near, asked=typed, is_fallback=True) if chosen else None


def _only_one_begun(typed: str, near: Point | None) -> Found | None:
    """The place whose name goes on as "Milton K" does, if only one name does."""
    key = name_key(typed)
    if len(key) < _SHORTEST_BEGINNING:
        return None
    begun = _begun_with(key).order_by("key").values_list(*NamedPlace._fields)
    rows = [
        place
        for place in (NamedPlace(*row) for row in begun[:_MOST_SAME_NAMED])
        if place.key.startswith(key)
    ]
    if len({row.key for row in rows}) != 1:
        return None
    return _found(rows, near, asked=typed, is_fallback=True)


def _named(keys: Sequence[str]) -> QuerySet[Place, Any]:
    places = Place.objects.filter(kind=PlaceKind.PLACE, key__in=keys)
    named = places.order_by("-rank", "pk").values_list(*NamedPlace._fields)
    return named[:_MOST_SAME_NAMED]


# Every search by place asks it.
_prepared = PreparedQuery(
    _named, NamedPlace, stand_ins=[f"key {number}" for number in range(_MOST_KEYS)]
)


def _same_named(keys: Iterable[str]) -> list[NamedPlace]:
    wanted = sorted(key for key in keys if key)[:_MOST_KEYS]
    if not wanted:
        return []
    return _prepared.rows(*wanted, *[""] * (_MOST_KEYS - len(wanted)))


def _begun_with(beginning: str) -> QuerySet[Place]:
    """As a range, because SQLite and PostgreSQL would not use the index for LIKE."""
    return Place.objects.filter(
        kind=PlaceKind.PLACE, key__gte=beginning, key__lt=f"{beginning}zzz"
    )


def _found(
    rows: Sequence[NamedPlace],
    near: Point | None,
    *,
    asked: str,
    is_fallback: bool = False,
) -> Found:
    best, *others = _different_towns(_by_likelihood(rows, near))
    return Found(
        label=place_label(best.name, best.within),
        kind=PlaceKind.PLACE,
        latitude=best.latitude,
        longitude=best.longitude,
        precision=Precision.STAND_IN if is_fallback else Precision.MIDDLE,
        asked=asked,
        alternatives=tuple(_other(row) for row in others[:MOST_ALTERNATIVES]),
    )


def _by_likelihood(rows: Sequence[NamedPlace], near: Point | None) -> list[NamedPlace]:
    """The nearest first; without a point to be near to, the largest."""
    if near is None:
        return sorted(rows, key=lambda row: -row.rank)
    return sorted(rows, key=lambda row: _miles(row, near))


def _different_towns(rows: Sequence[NamedPlace]) -> list[NamedPlace]:
    """Without those that another list has already given."""
    kept: list[NamedPlace] = []
    for row in rows:
        point = (row.latitude, row.longitude)
        if all(
            row.key != other.key or _miles(other, point) > _SAME_TOWN_MILES
            for other in kept
        ):
            kept.append(row)
    return kept


def _miles(place: NamedPlace, point: Point) -> float:
    return miles_between(place.latitude, place.longitude, *point)


def _other(place: NamedPlace) -> OtherPlace:
    return OtherPlace(
        place_label(place.name, place.within), place.latitude, place.longitude
    )


def with_names_like(name: str, near: Point | None) -> tuple[OtherPlace, ...]:
    """The likeliest place of each name that is spelt nearly the same or begins so."""
    key = name_key(name)
    if len(key) < _SHORTEST_BEGINNING:
        return ()
    nearby = _begun_with(key[:1]).values_list("key", flat=True).distinct()
    wanted = close_names(key, list(nearby[:_MOST_CANDIDATES]), MOST_SUGGESTIONS)
    rows = _same_named(wanted)
    chosen = [
        _by_likelihood(same, near)[0]
        for name in wanted
        if (same := [row for row in rows if row.key == name])
    ]
    return tuple(_other(place) for place in chosen)
