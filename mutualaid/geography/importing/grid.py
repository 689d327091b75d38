"""Ordnance Survey National Grid references to the latitude and longitude of satellites."""

from collections.abc import Sequence
from functools import cache

from pyproj import Transformer

NATIONAL_GRID = "EPSG:27700"
WGS84 = "EPSG:4326"


@cache
def _transformer() -> Transformer:
    """Without the OSTN15 shift grid, which is a download: right to a few metres."""
    return Transformer.from_crs(NATIONAL_GRID, WGS84, always_xy=True)


def to_latitudes_and_longitudes(
    eastings: Sequence[float], northings: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Metres east and north of the grid's origin, as two lists in degrees."""
    if not eastings:
        return [], []
    longitudes, latitudes = _transformer().transform(list(eastings), list(northings))
    return list(latitudes), list(longitudes)
