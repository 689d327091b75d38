"""Whether a point is inside an outline on the map; plain Python.

Degrees are treated as a flat sheet, which for an area the size of a county moves an edge by
less than the metres by which published outlines are generalised.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, floor, radians

from .distance import Box

Position = tuple[float, float]  # longitude, latitude, as GeoJSON has them
Ring = tuple[Position, ...]  # closed: the last is the first again
Polygon = tuple[Ring, ...]  # the outer ring, then its holes
_Edge = tuple[float, float, float, float]

FEWEST_IN_A_RING = 4
_EDGES_IN_A_BAND = 4
_NARROWER = 2.0  # how much coarser each further attempt at fewer points is


@dataclass(frozen=True)
class Outline:
    """One or more polygons, any of which may have holes."""

    polygons: tuple[Polygon, ...]

    def holds(self, latitude: float, longitude: float) -> bool:
        """Is the point inside, by the even-odd rule? On an edge, either answer."""
        return any(each.holds(latitude, longitude) for each in self._parts)

    @cached_property
    def _parts(self) -> tuple["_Part", ...]:
        return tuple(_Part(polygon) for polygon in self.polygons)

    @cached_property
    def box(self) -> Box:
        """The smallest box around all of it."""
        outer = [position for polygon in self.polygons for position in polygon[0]]
        longitudes, latitudes = zip(*outer, strict=True)
        return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))

    @property
    def size(self) -> int:
        """How many points it is drawn with."""
        return sum(len(ring) for polygon in self.polygons for ring in polygon)

    def simplified(self, most: int, tolerance: float) -> "Outline":
        """The same with at most `most` points, where leaving some out can do that.

        Points that stray less than `tolerance` degrees from the line go first, then twice as
        many degrees, and so on. A polygon always keeps its outer ring.
        """
        found = self._without_strays(tolerance)
        while found.size > most and tolerance < 1:
            tolerance *= _NARROWER
            found = self._without_strays(tolerance)
        return found

    def _without_strays(self, tolerance: float) -> "Outline":
        return Outline(
            tuple(
                tuple(
                    ring
                    for number, ring in enumerate(
                        _without_strays(ring, tolerance) for ring in polygon
                    )
                    if number == 0 or len(ring) >= FEWEST_IN_A_RING
                )
                for polygon in self.polygons
            )
        )


class _Part:
    """One polygon, its edges sorted into bands of latitude so that few are looked at."""

    def __init__(self, polygon: Polygon) -> None:
        edges = [edge for ring in polygon for edge in _edges(ring)]
        latitudes = [latitude for _, latitude in polygon[0]]
        self._south, self._north = min(latitudes), max(latitudes)
        self._bands = max(1, len(edges) // _EDGES_IN_A_BAND)
        self._edges: list[list[_Edge]] = [[] for _ in range(self._bands)]
        for edge in edges:
            ends = sorted((self._band(edge[1]), self._band(edge[3])))
            for band in range(ends[0], ends[1] + 1):
                self._edges[band].append(edge)

    def _band(self, latitude: float) -> int:
        height = self._north - self._south
        share = (latitude - self._south) / height if height else 0.0
        return min(max(floor(share * self._bands), 0), self._bands - 1)

    def holds(self, latitude: float, longitude: float) -> bool:
        if not self._south <= latitude <= self._north:
            return False
        inside = False
        for west, south, east, north in self._edges[self._band(latitude)]:
            # Half open, so that a corner counts for one of its two edges.
            if (south > latitude) != (north > latitude):
                along = (latitude - south) / (north - south)
                inside ^= longitude < west + along * (east - west)
        return inside


def _edges(ring: Ring) -> Iterator[_Edge]:
    for (west, south), (east, north) in pairwise(ring):
        if south != north:
            yield west, south, east, north


def _without_strays(ring: Ring, tolerance: float) -> Ring:
    """By Douglas and Peucker, from the first point and the one furthest away from it.

    A ring that would be left without an inside stays as it is.
    """
    narrow = cos(radians(ring[0][1]))
    flat = [(longitude * narrow, latitude) for longitude, latitude in ring]
    start = flat[0]
    furthest = max(range(len(flat)), key=lambda at: _apart(flat[at], start))
    kept = {0, furthest, len(ring) - 1}
    waiting = [(0, furthest), (furthest, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        stray, at = _furthest_stray(flat, first, last)
        if stray > tolerance * tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return tuple(ring[at] for at in sorted(kept))


def _furthest_stray(
    flat: Sequence[Position], first: int, last: int
) -> tuple[float, int]:
    between: Iterable[tuple[float, int]] = (
        (_stray(flat[at], flat[first], flat[last]), at) for at in range(first + 1, last)
    )
    return max(between, default=(0.0, first))


def _stray(point: Position, start: Position, end: Position) -> float:
    """How far from the stretch between the two, squared."""
    length = _apart(start, end)
    if not length:
        return _apart(point, start)
    along = (point[0] - start[0]) * (end[0] - start[0])
    along += (point[1] - start[1]) * (end[1] - start[1])
    share = min(max(along / length, 0.0), 1.0)
    nearest = (
        start[0] + share * (end[0] - start[0]),
        start[1] + share * (end[1] - start[1]),
    )
    return _apart(point, nearest)


def _apart(one: Position, other: Position) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
