"""Outlines of areas in GeoJSON (RFC 7946), read and written; plain Python.

What cannot be used is told in one sentence for whoever has the file.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NoReturn

from .outlines import FEWEST_IN_A_RING, Outline, Polygon, Position, Ring

LARGEST_FILE = 2_000_000  # bytes
MOST_POINTS = 20_000
MOST_KEPT = 2_000
TOLERANCE = 0.0001  # degrees; about ten metres
_DECIMALS = 5  # about a metre
_OUTLINES = ("Polygon", "MultiPolygon")
_DEEPEST = 10  # collections inside collections


class BoundaryError(Exception):
    """The file holds no outline that can be used; the message is one plain sentence."""


def read_boundary(data: bytes, codes: Collection[str] = ()) -> Outline:
    """The outline in a GeoJSON file; of its features only those that carry one of the codes.

    Several polygons make one outline, whatever they overlap. It comes back with no more points
    than are kept. Raises BoundaryError.
    """
    found = list(_polygons(_document(data), _wanted(codes)))
    size = sum(len(ring) for polygon in found for ring in polygon)
    if not found:
        raise BoundaryError(
            "The file holds no outline: no Polygon and no MultiPolygon."
        )
    if size > MOST_POINTS:
        raise BoundaryError(
            f"The outline has {size:,} points, and at most {MOST_POINTS:,} are read. "
            "Take a generalised outline, or one area’s alone."
        )
    return Outline(tuple(found)).simplified(MOST_KEPT, TOLERANCE)


def as_geojson(outline: Outline) -> dict[str, Any]:
    """As it is kept: a MultiPolygon."""
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [[list(position) for position in ring] for ring in polygon]
            for polygon in outline.polygons
        ],
    }


def kept_outline(boundary: Mapping[str, Any]) -> Outline:
    """The outline again, from what `as_geojson` made of it."""
    return Outline(
        tuple(
            tuple(tuple((each[0], each[1]) for each in ring) for ring in polygon)
            for polygon in boundary["coordinates"]
        )
    )


def _document(data: bytes) -> Any:
    if len(data) > LARGEST_FILE:
        raise BoundaryError(
            f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Take a generalised "
            "outline, or one area’s alone."
        )
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BoundaryError(
            "The file is not GeoJSON: it cannot be read as JSON."
        ) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON.")


def _wanted(codes: Collection[str]) -> set[str]:
    return {code.strip().upper() for code in codes} - {""}


def _polygons(document: Any, codes: set[str]) -> Iterator[Polygon]:
    features = list(_features(document, 0))
    if not codes:
        for _, shape in features:
            yield from _read_shape(shape)
        return
    missing = set(codes)
    for properties, shape in features:
        carried = codes & _texts(properties)
        missing -= carried
        if carried:
            yield from _read_shape(shape)
    if missing:
        names = ", ".join(sorted(missing))
        raise BoundaryError(f"The file holds nothing with the code {names}.")


def _features(document: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    """Properties and shape of whatever has a shape, without its collections."""
    kind = document.get("type") if isinstance(document, dict) else None
    if depth > _DEEPEST or not isinstance(kind, str):
        raise BoundaryError(
            "The file is JSON, and not GeoJSON: something has no “type”."
        )
    if kind in ("FeatureCollection", "GeometryCollection"):
        members = document.get("features", document.get("geometries"))
        for member in members if isinstance(members, list) else []:
            yield from _features(member, depth + 1)
    elif kind == "Feature":
        shape = document.get("geometry")
        if isinstance(shape, dict):
            properties = document.get("properties")
            yield from ((properties, inner) for _, inner in _features(shape, depth + 1))
    else:
        yield {}, document


def _texts(properties: Any) -> set[str]:
    """Whatever a feature's properties say: publishers call the code by many names."""
    said = properties.values() if isinstance(properties, dict) else ()
    return {text.strip().upper() for text in said if isinstance(text, str)}


def _read_shape(shape: Mapping[str, Any]) -> Iterator[Polygon]:
    if shape["type"] not in _OUTLINES:
        return
    told = shape.get("coordinates")
    for polygon in [told] if shape["type"] == "Polygon" else _list(told):
        rings = tuple(_ring(each) for each in _list(polygon))
        if rings:
            yield rings


def _list(told: Any) -> list[Any]:
    if not isinstance(told, list):
        raise BoundaryError(
            "An outline’s coordinates are not the lists that GeoJSON asks for."
        )
    return told


def _ring(told: Any) -> Ring:
    ring = [_position(each) for each in _list(told)]
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(ring) < FEWEST_IN_A_RING:
        raise BoundaryError("A line of the outline has fewer than three corners.")
    return tuple(ring)


def _position(told: Any) -> Position:
    numbers = _list(told)[:2]
    if len(numbers) < 2 or not all(_is_number(each) for each in numbers):
        raise BoundaryError("A point of the outline is not two numbers.")
    longitude, latitude = numbers
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise BoundaryError(
            "The points are not degrees of longitude and latitude. Save the outline in WGS 84 "
            "(EPSG:4326), not in metres of the National Grid."
        )
    return round(float(longitude), _DECIMALS), round(float(latitude), _DECIMALS)


def _is_number(told: Any) -> bool:
    return isinstance(told, int | float) and not isinstance(told, bool)
