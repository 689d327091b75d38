"""Rows of the published lists of places: GeoNames, OS Open Names, ONS, and plain ones."""

import re
from collections.abc import Callable, Sequence

from mutualaid.geography.kinds import PlaceKind
from mutualaid.geography.place_names import LONGEST_NAME, KnownPlace, name_key
from mutualaid.geography.postcodes import read_postcode

from .grid import to_latitudes_and_longitudes
from .headings import first_of, headings, matching, value
from .tables import Table, repaired

# A row's place; None where it names something else; raises BadPlace.
RowReader = Callable[[Sequence[str]], KnownPlace | None]


class BadPlace(ValueError):
    """A row that says nothing usable; its text is the reason."""


def made_place(
    name: str,
    latitude: str | float,
    longitude: str | float,
    *,
    within: str = "",
    rank: str | int = 0,
    kind: PlaceKind = PlaceKind.PLACE,
) -> KnownPlace:
    """A place from a row's values, checked; raises BadPlace."""
    try:
        upward, across = float(latitude), float(longitude)
    except ValueError:
        raise BadPlace("coordinates are not numbers") from None
    if upward == across == 0 or not (-90 <= upward <= 90 and -180 <= across <= 180):
        raise BadPlace("coordinates are missing or not on Earth")
    name, within = repaired(name.strip()), repaired(within.strip())
    if not name_key(name) or len(name) > LONGEST_NAME:
        raise BadPlace("no name, or one too long")
    return KnownPlace(name, upward, across, within[:LONGEST_NAME], _whole(rank), kind)


def _whole(rank: str | int) -> int:
    """Inhabitants; 0 where a list leaves them out or writes a dash."""
    text = str(rank).replace(",", "").strip()
    return min(int(text), 2_000_000_000) if text.isascii() and text.isdigit() else 0


# GeoNames: tabs, no heading, one row per feature, authorities among them.

GEONAMES_COLUMNS = 19
# Historical, abandoned and destroyed ones, and former capitals.
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})


def geonames_reader(table: Table, _first_row: Sequence[str]) -> RowReader:
    authorities = _geonames_authorities(table)

    def read(row: Sequence[str]) -> KnownPlace | None:
        if row[6] != "P" or row[7] in _GONE:
            return None
        within = authorities.get((row[10], row[11])) or authorities.get((row[10], ""))
        return made_place(row[1], row[4], row[5], within=within or "", rank=row[14])

    return read


def _geonames_authorities(table: Table) -> dict[tuple[str, str], str]:
    """Names of countries and counties by their codes, which is all that places carry."""
    found = {}
    with table.opened() as stream:
        for row in stream.rows():
            if len(row) == GEONAMES_COLUMNS and row[7] in {"ADM1", "ADM2"}:
                found[row[10], row[11] if row[7] == "ADM2" else ""] = row[1]
    return found


# OS Open Names: commas, no heading, metres on the National Grid.

OPEN_NAMES_COLUMNS = 34
OPEN_NAMES_START = "http://data.ordnancesurvey.co.uk/"
# The list counts nobody; typical sizes stand in, so that towns come before farms.
_TYPICAL_INHABITANTS = {
    "City": 300_000,
    "Town": 20_000,
    "Suburban Area": 5_000,
    "Village": 1_000,
    "Hamlet": 100,
}


def open_names_reader(_table: Table, _first_row: Sequence[str]) -> RowReader:
    def read(row: Sequence[str]) -> KnownPlace | None:
        if row[6] != "populatedPlace":
            return None
        try:
            metres = float(row[8]), float(row[9])
        except ValueError:
            raise BadPlace("coordinates are not numbers") from None
        (latitude,), (longitude,) = to_latitudes_and_longitudes(metres[:1], metres[1:])
        within = row[24] or row[21] or row[27] or row[29]
        rank = _TYPICAL_INHABITANTS.get(row[7], 10)
        return made_place(row[2], latitude, longitude, within=within, rank=rank)

    return read


# ONS Index of Place Names: a heading with a year in most names.

YEARLY_PLACE = re.compile(r"place\d\dnm")
_YEARLY_DISTRICT = re.compile(r"lad\d\dnm")
_LOCALITY = "LOC"  # the others are wards, parishes, districts and the like


def index_reader(_table: Table, first_row: Sequence[str]) -> RowReader:
    columns = headings(first_row)
    name = matching(YEARLY_PLACE, columns)
    district = matching(_YEARLY_DISTRICT, columns)
    county, people = columns.get("ctyltnm"), columns.get("popcnt")

    def read(row: Sequence[str]) -> KnownPlace | None:
        if row[columns["descnm"]].strip() != _LOCALITY:
            return None
        return made_place(
            row[name or 0],
            row[columns["lat"]],
            row[columns["long"]],
            within=value(row, county) or value(row, district),
            rank=value(row, people),
        )

    return read


# Plain lists with a heading.

NAMES = ("name", "place", "town")
CODES = ("outcode", "postcode", "sector")
_WITHINS = ("within", "county", "authority", "district", "region")
LATITUDES = ("latitude", "lat")
LONGITUDES = ("longitude", "long", "lng", "lon")
_RANKS = ("population", "rank")


def plain_reader(_table: Table, first_row: Sequence[str]) -> RowReader:
    columns = headings(first_row)
    name, upward, across = (
        first_of(names, columns) or 0 for names in (NAMES, LATITUDES, LONGITUDES)
    )
    within, rank = first_of(_WITHINS, columns), first_of(_RANKS, columns)

    def read(row: Sequence[str]) -> KnownPlace | None:
        return made_place(
            row[name],
            row[upward],
            row[across],
            within=value(row, within),
            rank=value(row, rank),
        )

    return read


def codes_reader(_table: Table, first_row: Sequence[str]) -> RowReader:
    columns = headings(first_row)
    code, upward, across = (
        first_of(names, columns) or 0 for names in (CODES, LATITUDES, LONGITUDES)
    )

    def read(row: Sequence[str]) -> KnownPlace | None:
        typed = read_postcode(row[code])
        if typed is None or typed.letters:
            raise BadPlace("neither an outcode nor a sector")
        kind = PlaceKind.SECTOR if typed.digit else PlaceKind.OUTCODE
        return made_place(typed.label, row[upward], row[across], kind=kind)

    return read
