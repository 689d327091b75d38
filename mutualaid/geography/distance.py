"""Miles between points on the ground, and the words for them; plain Python."""

from math import asin, cos, degrees, floor, radians, sin, sqrt
from typing import NamedTuple

# Mean radius R1 = (2a + b) / 3 of the GRS80 ellipsoid, 6,371.0088 km (Moritz, "Geodetic
# Reference System 1980", Journal of Geodesy 74, 2000), over 1.609344 km to the mile.
EARTH_RADIUS_MILES = 6371.0088 / 1.609344

# Rounding may put a point of the circle a hair outside its box; this is about a millimetre.
_BOX_SLACK_DEGREES = 1e-8


class Box(NamedTuple):
    """Edges in degrees; holds every point of a circle, and some beyond it."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Is the point inside or on an edge?"""
        return (
            self.south <= latitude <= self.north and self.west <= longitude <= self.east
        )


def miles_between(
    from_latitude: float, from_longitude: float, to_latitude: float, to_longitude: float
) -> float:
    """Great-circle miles, by the haversine formula; within half a percent of the true ellipsoid."""
    south, north = radians(from_latitude), radians(to_latitude)
    half_rise = sin((north - south) / 2)
    half_run = sin(radians(to_longitude - from_longitude) / 2)
    chord = half_rise * half_rise + cos(south) * cos(north) * half_run * half_run
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(1.0, chord)))


def box_around(latitude: float, longitude: float, miles: float) -> Box:
    """The smallest box of latitudes and longitudes that holds everything within `miles`.

    Where the circle reaches a pole or the 180th meridian the box is a whole band.
    """
    reach = miles / EARTH_RADIUS_MILES
    rise = degrees(reach) + _BOX_SLACK_DEGREES
    south, north = max(-90.0, latitude - rise), min(90.0, latitude + rise)
    run = _widest_run(latitude, reach)
    if south == -90 or north == 90 or abs(longitude) + run >= 180:
        return Box(south, -180.0, north, 180.0)
    return Box(south, longitude - run, north, longitude + run)


def _widest_run(latitude: float, reach: float) -> float:
    """Degrees of longitude at the circle's widest, which lies poleward of its centre."""
    ratio = sin(min(reach, radians(90))) / max(cos(radians(latitude)), 1e-12)
    return degrees(asin(min(1.0, ratio))) + _BOX_SLACK_DEGREES


def said_miles(miles: float) -> float:
    """As exactly as people say it: in tenths below ten miles, in whole ones beyond."""
    tenths = floor(miles * 10 + 0.5) / 10
    return tenths if tenths < 10 else float(floor(miles + 0.5))
