"""Rows of a postcode list, read, checked and counted a batch at a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from mutualaid.geography.distance import Box
from mutualaid.geography.postcodes import whole_postcode

from .grid import to_latitudes_and_longitudes
from .postcode_layouts import PostcodeLayout
from .tables import UNREADABLE

# The British Isles without the Republic's west coast, the Channel Islands included.
UNITED_KINGDOM = Box(south=49.0, west=-9.0, north=61.5, east=2.5)
GRID_WIDTH, GRID_HEIGHT = 700_000, 1_300_000  # metres

# ONS writes latitude 99.999999 and longitude 0 where it has no coordinates.
_NO_LATITUDE = 99.0

LIVE, ENDED = "live", "ended"
NO_COORDINATES, OUTSIDE, BAD = "no_coordinates", "outside_uk", "bad"


class PostcodeRow(NamedTuple):
    """A postcode ready for the table."""

    postcode: str
    latitude: float
    longitude: float
    ended_on: date | None


class BadRow(ValueError):
    """A row that says nothing usable; its text is the reason."""


class _Skipped(Exception):
    """A sound row without a usable point; its text is what to count it as."""


@dataclass(slots=True)
class Batch:
    """Some rows of a table, sorted into those to keep and the reasons for the others."""

    rows: list[PostcodeRow] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[int, str]] = field(default_factory=list)
    read: int = 0


def read_batch(
    rows: Iterator[list[str]], layout: PostcodeLayout, *, size: int, first_row: int
) -> Batch:
    """Take up to `size` rows; `first_row` is the number of the first in its table, from 1."""
    batch = Batch()
    for number, row in enumerate(islice(rows, size), first_row):
        batch.read += 1
        try:
            batch.rows.append(_read(row, layout))
        except _Skipped as skipped:
            batch.counts[str(skipped)] += 1
        except BadRow as bad:
            batch.counts[BAD] += 1
            batch.problems.append((number, str(bad)))
    if layout.on_grid:
        _project(batch)
    ended = sum(row.ended_on is not None for row in batch.rows)
    batch.counts[ENDED] += ended
    batch.counts[LIVE] += len(batch.rows) - ended
    return batch


def _read(row: list[str], layout: PostcodeLayout) -> PostcodeRow:
    try:
        typed, upward, across = (
            row[layout.postcode],
            row[layout.upward],
            row[layout.across],
        )
        ended = row[layout.ended] if layout.ended is not None else ""
    except IndexError:
        raise BadRow(
            "cannot be read" if row is UNREADABLE else "too few columns"
        ) from None
    postcode = whole_postcode(typed)
    if postcode is None:
        raise BadRow("not a postcode")
    point = _grid_point if layout.on_grid else _point
    return PostcodeRow(postcode, *point(upward, across), _month(ended.strip()))


def _numbers(upward: str, across: str) -> tuple[float, float]:
    if not upward.strip() or not across.strip():
        raise _Skipped(NO_COORDINATES)
    try:
        return float(upward), float(across)
    except ValueError:
        raise BadRow("coordinates are not numbers") from None


def _point(upward: str, across: str) -> tuple[float, float]:
    latitude, longitude = _numbers(upward, across)
    if latitude >= _NO_LATITUDE or latitude == longitude == 0:
        raise _Skipped(NO_COORDINATES)
    if not UNITED_KINGDOM.holds(latitude, longitude):
        raise _Skipped(OUTSIDE)
    return latitude, longitude


def _grid_point(upward: str, across: str) -> tuple[float, float]:
    """Northing and easting, until `_project` turns the whole batch."""
    northing, easting = _numbers(upward, across)
    if northing == easting == 0:
        raise _Skipped(NO_COORDINATES)
    if not (0 <= easting <= GRID_WIDTH and 0 <= northing <= GRID_HEIGHT):
        raise _Skipped(OUTSIDE)
    return northing, easting


def _project(batch: Batch) -> None:
    latitudes, longitudes = to_latitudes_and_longitudes(
        [row.longitude for row in batch.rows], [row.latitude for row in batch.rows]
    )
    batch.rows = [
        PostcodeRow(row.postcode, latitude, longitude, row.ended_on)
        for row, latitude, longitude in zip(
            batch.rows, latitudes, longitudes, strict=True
        )
    ]


@lru_cache(maxsize=1024)
def _month(text: str) -> date | None:
    """The first day of "199606"; None where the postcode is in use."""
    if not text:
        return None
    try:
        if len(text) != 6:
            raise ValueError
        return date(int(text[:4]), int(text[4:]), 1)
    except ValueError:
        raise BadRow("the end month is not a year and month") from None
