"""Which meetings are within so many miles of a point, and which are nearest.

Meetings stand in order of latitude band, then longitude. A circle covers one stretch of
longitude in each band, and spherical trigonometry gives that stretch exactly, so only the few
at its two ends need measuring: the work grows with the circle's edge, not with its contents.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import acos, asin, cos, degrees, floor, inf, pi, radians, sin, sqrt

from mutualaid.geography.distance import EARTH_RADIUS_MILES

from . import bits

BAND_DEGREES = 0.01  # about 0.7 miles
HALF_WAY_ROUND = pi * EARTH_RADIUS_MILES
MOST_AT_FIRST = 10.0  # miles that the first, guessed, circle may have across half
_SLACK = 1e-9  # degrees; ends within it are measured rather than trusted


def band_order(latitude: float, longitude: float) -> tuple[int, float]:
    """Sort key that `Nearness` expects of its points."""
    return floor(latitude / BAND_DEGREES), longitude


class Nearness:
    """Points sorted by `band_order`, answering in sets of their positions."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._longitudes = array("d", (longitude for _, longitude in points))
        self._xs, self._ys, self._zs = array("d"), array("d"), array("d")
        self._bands: dict[int, tuple[int, int]] = {}
        for position, (latitude, longitude) in enumerate(points):
            band = floor(latitude / BAND_DEGREES)
            self._bands[band] = (self._bands.get(band, (position,))[0], position + 1)
            x, y, z = _unit_vector(latitude, longitude)
            self._xs.append(x)
            self._ys.append(y)
            self._zs.append(z)
        self._band_numbers = sorted(self._bands)
        self.everywhere = (1 << len(points)) - 1

    def point(self, position: int) -> tuple[float, float]:
        """Latitude and longitude again, to a millimetre; the same for the same place."""
        return degrees(asin(self._zs[position])), self._longitudes[position]

    def within(self, latitude: float, longitude: float, miles: float) -> int:
        """The set of points at most `miles` away."""
        if miles >= HALF_WAY_ROUND:
            return self.everywhere
        circle = _Circle(latitude, longitude, miles)
        octets = bytearray(len(self._longitudes) // 8 + 1)
        numbers = self._band_numbers
        first = bisect_left(numbers, floor(circle.south / BAND_DEGREES))
        last = bisect_right(numbers, floor(circle.north / BAND_DEGREES))
        for number in numbers[first:last]:
            self._fill_band(octets, circle, number)
        return int.from_bytes(octets, "little")

    def _fill_band(self, octets: bytearray, circle: "_Circle", number: int) -> None:
        start, stop = self._bands[number]
        inner, outer = circle.half_widths(
            number * BAND_DEGREES, (number + 1) * BAND_DEGREES
        )
        west, east = circle.longitude - outer, circle.longitude + outer
        if west < -180 or east > 180:
            self._measure(octets, circle, start, stop)
            return
        longitudes = self._longitudes
        left = bisect_left(longitudes, west, start, stop)
        right = bisect_right(longitudes, east, left, stop)
        if inner <= 0:
            self._measure(octets, circle, left, right)
            return
        sure_left = bisect_left(longitudes, circle.longitude - inner, left, right)
        sure_right = bisect_right(
            longitudes, circle.longitude + inner, sure_left, right
        )
        bits.fill(octets, sure_left, sure_right)
        self._measure(octets, circle, left, sure_left)
        self._measure(octets, circle, sure_right, right)

    def _measure(
        self, octets: bytearray, circle: "_Circle", start: int, stop: int
    ) -> None:
        x, y, z = circle.centre
        xs, ys, zs, limit = self._xs, self._ys, self._zs, circle.chord_squared
        for position in range(start, stop):
            dx, dy, dz = xs[position] - x, ys[position] - y, zs[position] - z
            if dx * dx + dy * dy + dz * dz <= limit:
                octets[position >> 3] |= 1 << (position & 7)

    def nearest(
        self,
        among: int,
        latitude: float,
        longitude: float,
        wanted: int,
        limit: float = inf,
    ) -> list[tuple[float, int]]:
        """The `wanted` nearest of the set `among` as (miles, position), in order.

        More where several are as far away as the last; fewer only where `limit` miles hold fewer. A growing circle finds them: whatever lies
        outside is further away than everything inside.
        """
        limit = min(limit, HALF_WAY_ROUND)
        # Spread evenly over the whole circle, four times this area would hold enough; but
        # meetings gather where people look from.
        share = wanted / max(among.bit_count(), wanted, 1)
        miles = min(limit, MOST_AT_FIRST) * sqrt(share) / 2
        inside = among & self.within(latitude, longitude, miles)
        while (found := inside.bit_count()) < wanted and miles < limit:
            growth = 1.1 * sqrt(wanted / found) if found else 4.0
            miles = min(miles * min(max(growth, 1.3), 4.0), limit)
            inside = among & self.within(latitude, longitude, miles)
        centre = _unit_vector(latitude, longitude)
        apart = sorted((self._chord(at, centre), at) for at in bits.positions(inside))
        furthest = apart[wanted - 1][0] if wanted <= len(apart) else inf
        return [(_miles(chord), at) for chord, at in apart if chord <= furthest]

    def _chord(self, position: int, centre: tuple[float, float, float]) -> float:
        """The straight line through a globe of radius one, squared: orders as miles do."""
        dx = self._xs[position] - centre[0]
        dy = self._ys[position] - centre[1]
        dz = self._zs[position] - centre[2]
        return dx * dx + dy * dy + dz * dz

    def miles(self, position: int, latitude: float, longitude: float) -> float:
        """Great-circle distance of one point."""
        return _miles(self._chord(position, _unit_vector(latitude, longitude)))


class _Circle:
    """A circle on the sphere, asked for its width at a latitude."""

    def __init__(self, latitude: float, longitude: float, miles: float) -> None:
        self.longitude = longitude
        self.centre = _unit_vector(latitude, longitude)
        angle = miles / EARTH_RADIUS_MILES
        self.chord_squared = (2 * sin(angle / 2)) ** 2
        self.south = latitude - degrees(angle)
        self.north = latitude + degrees(angle)
        self._latitude = radians(latitude)
        self._angle = angle
        self._holds_a_pole = self.south <= -90 or self.north >= 90
        self._widest_at, self._widest = 0.0, 180.0
        if not self._holds_a_pole:
            # The meridian tangent to the circle touches it here.
            self._widest_at = degrees(asin(sin(self._latitude) / cos(angle)))
            self._widest = degrees(asin(sin(angle) / cos(self._latitude)))

    def half_widths(self, south: float, north: float) -> tuple[float, float]:
        """Degrees of longitude each side that are surely inside, and surely hold all inside.

        The width rises to one maximum and falls, so between two latitudes it is least at an
        end, and greatest at an end or at that maximum. 0 for "none surely".
        """
        if self._holds_a_pole:
            return 0.0, 360.0
        ends = self._half_width(south), self._half_width(north)
        widest = (
            self._widest if south <= self._widest_at <= north else max(ends)
        ) + _SLACK
        return max(0.0, min(ends) - _SLACK), widest

    def _half_width(self, latitude: float) -> float:
        """Degrees of longitude from the centre to the circle's edge; 0 outside of it."""
        there = radians(latitude)
        # Bands end at the poles, where the cosine of a float is still above nought.
        product = cos(self._latitude) * cos(there)
        cosine = (cos(self._angle) - sin(self._latitude) * sin(there)) / product
        return 0.0 if cosine >= 1 else degrees(acos(max(-1.0, cosine)))


def _miles(chord_squared: float) -> float:
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(chord_squared) / 2))


def _unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)
