"""The finder's answer on a map: the same rows, numbered, and where each of them stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mutualaid.directory.cards import Spot

from .finder import FinderPage
from .rows import Row

_DECIMALS = 5  # about a metre
_ROUGH_DECIMALS = 2  # about a kilometre


@dataclass(frozen=True, slots=True)
class MapRow:
    """A row with its number; `at` is empty where no place may be shown."""

    number: int
    row: Row
    at: str  # "53.80000,0.75000"
    is_rough: bool


@dataclass(frozen=True, slots=True)
class Town:
    """A name to find one's way by."""

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the map's page says beyond the list."""

    page: FinderPage
    rows: list[MapRow]
    towns: list[Town]

    @property
    def has_rough(self) -> bool:
        return any(row.is_rough for row in self.rows)

    @property
    def without_place(self) -> int:
        """How many rows have no place to show."""
        return sum(not row.at for row in self.rows)


def present_map(
    page: FinderPage,
    keys: Iterable[int],
    spots: Mapping[int, Spot],
    towns: Iterable[tuple[str, float, float]],
) -> MapPage:
    """`keys` are those of the page's rows, in their order."""
    rows = [
        _row(number, row, spots.get(key))
        for number, (row, key) in enumerate(
            zip(page.rows, keys, strict=True), page.first
        )
    ]
    named = [Town(name, _at(north, east, _DECIMALS)) for name, north, east in towns]
    return MapPage(page, rows, named)


def _row(number: int, row: Row, spot: Spot | None) -> MapRow:
    if spot is None or spot.venue__latitude is None or spot.venue__longitude is None:
        return MapRow(number, row, "", is_rough=False)
    is_rough = bool(spot.venue__is_approximate)
    decimals = _ROUGH_DECIMALS if is_rough else _DECIMALS
    at = _at(spot.venue__latitude, spot.venue__longitude, decimals)
    return MapRow(number, row, at, is_rough)


def _at(latitude: float, longitude: float, decimals: int) -> str:
    return f"{latitude:.{decimals}f},{longitude:.{decimals}f}"
