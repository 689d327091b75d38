"""What a map without streets is drawn on: the area's edge, and names of towns."""

import json
from collections.abc import Iterable
from hashlib import sha256
from math import cos, degrees, pi, radians, sin
from typing import Any

from mutualaid.geography.distance import EARTH_RADIUS_MILES
from mutualaid.geography.kinds import PlaceKind
from mutualaid.geography.models import Place
from mutualaid.organisations.models import Area

from .cards import Spot

MOST_TOWNS = 14  # more would hide one another
ROOM = 0.1  # degrees around what was found
CORNERS = 72  # of a circle
NOTHING: dict[str, Any] = {"type": "MultiPolygon", "coordinates": []}


def drawn_outline(area: Area) -> dict[str, Any]:
    """The area's edge as GeoJSON: its boundary, else its circle, else nothing."""
    if area.boundary:
        return area.boundary
    if area.radius_miles:
        circle = _circle(area.latitude, area.longitude, area.radius_miles)
        return {"type": "MultiPolygon", "coordinates": [[circle]]}
    return NOTHING


def outline_version(area: Area) -> str:
    """Changes with the outline; empty where there is none."""
    if not area.boundary and not area.radius_miles:
        return ""
    told = json.dumps([area.boundary, area.radius_miles, area.latitude, area.longitude])
    return sha256(told.encode()).hexdigest()[:16]


def _circle(latitude: float, longitude: float, miles: float) -> list[list[float]]:
    high = degrees(miles / EARTH_RADIUS_MILES)
    wide = high / cos(radians(latitude))
    turns = [2 * pi * (corner % CORNERS) / CORNERS for corner in range(CORNERS + 1)]
    return [
        [
            round(longitude + wide * sin(turn), 5),
            round(latitude + high * cos(turn), 5),
        ]
        for turn in turns
    ]


def towns_around(spots: Iterable[Spot]) -> list[tuple[str, float, float]]:
    """The largest towns in and around what was found: name, latitude, longitude."""
    points = [(spot.venue__latitude or 0, spot.venue__longitude or 0) for spot in spots]
    if not points:
        return []
    latitudes, longitudes = zip(*points, strict=True)
    known = Place.objects.filter(
        kind=PlaceKind.PLACE,
        latitude__range=(min(latitudes) - ROOM, max(latitudes) + ROOM),
        longitude__range=(min(longitudes) - ROOM, max(longitudes) + ROOM),
    )
    largest = known.order_by("-rank", "name")[: 2 * MOST_TOWNS]
    named = {
        name: (name, north, east)
        for name, north, east in largest.values_list("name", "latitude", "longitude")
    }
    return list(named.values())[:MOST_TOWNS]
