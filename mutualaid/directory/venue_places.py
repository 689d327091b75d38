"""Places known only because somebody meets there: they work before anything is imported."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mutualaid.geography.found import Found
from mutualaid.geography.kinds import PlaceKind, Precision
from mutualaid.geography.place_names import name_key
from mutualaid.geography.postcodes import read_postcode


@dataclass(slots=True)
class _Sum:
    """Coordinates added up, for their middle."""

    latitude: float = 0.0
    longitude: float = 0.0
    count: int = 0

    def add(self, latitude: float, longitude: float) -> None:
        self.latitude += latitude
        self.longitude += longitude
        self.count += 1

    def join(self, other: "_Sum") -> None:
        self.latitude += other.latitude
        self.longitude += other.longitude
        self.count += other.count


_Known = dict[str, tuple[str, _Sum]]  # by what is typed: its label and where it is


class VenuePlaces:
    """Towns and postcodes of venues, each at the middle of the venues that name it."""

    def __init__(self, venues: Iterable[tuple[str, str, Any, Any]]) -> None:
        """`venues` are town, postcode, latitude, longitude of those that have the latter."""
        towns: dict[str, _Sum] = {}
        postcodes: dict[str, _Sum] = {}
        for town, postcode, latitude, longitude in venues:
            if town:
                towns.setdefault(town, _Sum()).add(latitude, longitude)
            if postcode:
                postcodes.setdefault(postcode, _Sum()).add(latitude, longitude)
        self._towns: _Known = {}
        self._units: _Known = {}
        self._outcodes: _Known = {}
        for town, middle in _most_used_first(towns):
            _add(self._towns, name_key(town), town, middle)
        for postcode, middle in _most_used_first(postcodes):
            code = read_postcode(postcode)
            if code is not None:
                _add(self._outcodes, code.outcode, code.outcode, middle)
                if code.unit:
                    _add(self._units, code.unit, code.label, middle)

    def find(self, text: str) -> Found | None:
        """The town, postcode or outcode of this name, if a venue has it."""
        code = read_postcode(text)
        if code is None:
            return self._found(self._towns.get(name_key(text)), PlaceKind.PLACE, text)
        if code.unit in self._units:
            return self._found(self._units[code.unit], PlaceKind.POSTCODE, text)
        outcode = self._outcodes.get(code.outcode)
        return self._found(outcode, PlaceKind.OUTCODE, text, is_asked=not code.digit)

    def town(self, name: str) -> tuple[float, float] | None:
        """The middle of a town, for what may be told no nearer."""
        known = self._towns.get(name_key(name))
        if known is None:
            return None
        middle = known[1]
        return middle.latitude / middle.count, middle.longitude / middle.count

    def _found(
        self,
        known: tuple[str, _Sum] | None,
        kind: PlaceKind,
        asked: str,
        *,
        is_asked: bool = True,
    ) -> Found | None:
        if known is None:
            return None
        label, middle = known
        return Found(
            label=label,
            kind=kind,
            latitude=middle.latitude / middle.count,
            longitude=middle.longitude / middle.count,
            precision=Precision.MIDDLE if is_asked else Precision.STAND_IN,
            asked=asked,
        )


def _most_used_first(sums: dict[str, _Sum]) -> list[tuple[str, _Sum]]:
    return sorted(sums.items(), key=lambda item: -item[1].count)


def _add(known: _Known, key: str, label: str, middle: _Sum) -> None:
    """Spellings of one name are one place, under the label that came first."""
    known.setdefault(key, (label, _Sum()))[1].join(middle)
