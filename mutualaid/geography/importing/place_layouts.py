"""Which list of places a table is, told by its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutualaid.core.refusal import Refused

from .headings import first_of, headings, matching
from .place_rows import (
    CODES,
    GEONAMES_COLUMNS,
    LATITUDES,
    LONGITUDES,
    NAMES,
    OPEN_NAMES_COLUMNS,
    OPEN_NAMES_START,
    YEARLY_PLACE,
    RowReader,
    codes_reader,
    geonames_reader,
    index_reader,
    open_names_reader,
    plain_reader,
)
from .tables import Table


@dataclass(frozen=True, slots=True)
class PlaceLayout:
    """A kind of list. `reader` takes the table and its first row, and learns the columns."""

    title: str
    edition: str
    reader: Callable[[Table, Sequence[str]], RowReader]
    has_heading: bool = True


GEONAMES = PlaceLayout("GeoNames", "geonames", geonames_reader, has_heading=False)
OPEN_NAMES = PlaceLayout(
    "OS Open Names", "os-open-names", open_names_reader, has_heading=False
)
INDEX = PlaceLayout("ONS Index of Place Names", "ons-place-names", index_reader)
PLAIN = PlaceLayout("list of places", "place-list", plain_reader)
OUTCODES = PlaceLayout("list of outcodes", "outcode-list", codes_reader)


def recognised(first_row: Sequence[str]) -> PlaceLayout | None:
    """The layout that a table's first row betrays, if any."""
    if len(first_row) == GEONAMES_COLUMNS and first_row[0].strip().isdigit():
        return GEONAMES
    if len(first_row) == OPEN_NAMES_COLUMNS and first_row[1].startswith(
        OPEN_NAMES_START
    ):
        return OPEN_NAMES
    return _by_heading(first_row)


def _by_heading(first_row: Sequence[str]) -> PlaceLayout | None:
    columns = headings(first_row)
    if first_of(LATITUDES, columns) is None or first_of(LONGITUDES, columns) is None:
        return None
    if "descnm" in columns and matching(YEARLY_PLACE, columns) is not None:
        return INDEX
    # A list of outcodes may give a town for each; its rows are still the outcodes.
    if first_of(CODES, columns) is not None:
        return OUTCODES
    return PLAIN if first_of(NAMES, columns) is not None else None


def choose_place_tables(
    path: Path, tables: Sequence[Table]
) -> tuple[PlaceLayout, list[Table]]:
    """The tables that hold places, all of one layout; Refused where there is none, or two."""
    known = [
        (layout, table)
        for table in tables
        if (layout := recognised(table.first_row())) is not None
    ]
    if not known:
        raise Refused(
            f"{path.name} has no columns that are known here: GeoNames, OS Open Names, "
            "the ONS Index of Place Names, or name, within, latitude and longitude."
        )
    titles = sorted({layout.title for layout, _ in known})
    if len(titles) > 1:
        raise Refused(
            f"{path.name} holds lists of different layouts ({', '.join(titles)}); "
            "import them one at a time."
        )
    return known[0][0], [table for _, table in known]
