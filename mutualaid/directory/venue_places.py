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
        self._towns = {name_key(town): (town, middle) for town, middle in towns.items()}
        self._units: dict[str, tuple[str, _Sum]] = {}
        self._outcodes: dict[str, tuple[str, _Sum]] = {}
        for postcode, middle in postcodes.items():
            code = read_postcode(postcode)
            if code is not None:
                if code.unit:
                    self._units[code.unit] = (code.label, middle)
                outcode = self._outcodes.setdefault(
                    code.outcode, (code.outcode, _Sum())
                )
                outcode[1].join(middle)

    def find(self, text: str) -> Found | None:
        """The town, postcode or outcode of this name, if a venue has it."""
        code = read_postcode(text)
        if code is None:
            return self._found(self._towns.get(name_key(text)), PlaceKind.PLACE, text)
        if code.unit in self._units:
            return self._found(self._units[code.unit], PlaceKind.POSTCODE, text)
        outcode = self._outcodes.get(code.outcode)
        return self._found(outcode, PlaceKind.OUTCODE, text, is_asked=not code.digit)

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
