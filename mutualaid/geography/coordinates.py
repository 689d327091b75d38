"""Coordinates of many postcodes at once, for lists that give only those."""

from collections.abc import Iterable

from .models import Postcode

BATCH = 500  # postcodes a query


def coordinates_of(postcodes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each postcode that is known, under the text it was given as."""
    told = {text: text.replace(" ", "").upper() for text in postcodes if text}
    wanted = sorted(set(told.values()))
    known: dict[str, tuple[float, float]] = {}
    for start in range(0, len(wanted), BATCH):
        rows = Postcode.objects.filter(postcode__in=wanted[start : start + BATCH])
        for postcode, latitude, longitude in rows.values_list(
            "postcode", "latitude", "longitude"
        ):
            known[postcode] = (latitude, longitude)
    return {text: known[key] for text, key in told.items() if key in known}
