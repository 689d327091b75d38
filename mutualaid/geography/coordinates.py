"""Coordinates of many postcodes at once, for lists that give only those."""

from collections.abc import Iterable

from .found import Point
from .models import Postcode
from .postcodes import read_postcode

BATCH = 900  # postcodes a query; older SQLite takes 999 values in one


def coordinates_of(postcodes: Iterable[str]) -> dict[str, Point]:
    """Where whole postcodes are, each under the text it was given as; unknown ones left out."""
    told = {text: code.unit for text in postcodes if (code := read_postcode(text))}
    wanted = sorted(set(told.values()) - {""})
    known: dict[str, Point] = {}
    for start in range(0, len(wanted), BATCH):
        rows = Postcode.objects.filter(postcode__in=wanted[start : start + BATCH])
        for postcode, latitude, longitude in rows.values_list(
            "postcode", "latitude", "longitude"
        ):
            known[postcode] = (latitude, longitude)
    return {text: known[unit] for text, unit in told.items() if unit in known}
