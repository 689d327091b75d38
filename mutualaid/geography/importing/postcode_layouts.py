"""Which columns a postcode list has: ONS Postcode Directory, NSPL, Code-Point Open or plain."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from mutualaid.core.refusal import Refused
from mutualaid.geography.postcodes import whole_postcode

from .headings import first_of, headings
from .tables import Table

NATIONAL = "national"
LIST = "list"

# The newest ONS releases put a year into most names ("lad25cd"), but not into these.
_POSTCODE = ("pcds", "pcd", "pcd7", "pcd8", "pcd2", "postcode", "post code")
_LATITUDE = ("lat", "latitude")
_LONGITUDE = ("long", "longitude", "lng", "lon")
_EASTING = ("oseast1m", "east1m", "eastings", "easting")
_NORTHING = ("osnrth1m", "north1m", "northings", "northing")
_ENDED = ("doterm",)

_ROWS_TRIED = 1_000  # of each table, before it is taken for something else
CODE_POINT_COLUMNS = (10, 19)  # since 2011, and before


@dataclass(frozen=True, slots=True)
class PostcodeLayout:
    """Where in a row things stand. `on_grid` rows have eastings and northings for coordinates."""

    title: str
    series: str
    postcode: int
    upward: int  # latitude or northing
    across: int  # longitude or easting
    ended: int | None = None
    on_grid: bool = False
    has_heading: bool = True


CODE_POINT_OPEN = PostcodeLayout(
    "Code-Point Open", NATIONAL, 0, 3, 2, on_grid=True, has_heading=False
)


def recognised(first_row: Sequence[str]) -> PostcodeLayout | None:
    """The layout that a table's first row betrays, if any."""
    if _is_code_point(first_row):
        return CODE_POINT_OPEN
    columns = headings(first_row)
    postcode = first_of(_POSTCODE, columns)
    upward, across = first_of(_LATITUDE, columns), first_of(_LONGITUDE, columns)
    on_grid = upward is None or across is None
    if on_grid:
        upward, across = first_of(_NORTHING, columns), first_of(_EASTING, columns)
    if postcode is None or upward is None or across is None:
        return None
    title, series = _title_and_series(columns)
    ended = first_of(_ENDED, columns)
    return PostcodeLayout(title, series, postcode, upward, across, ended, on_grid)


def _title_and_series(columns: Collection[str]) -> tuple[str, str]:
    if "doterm" not in columns:
        return "postcode list", LIST
    if "oslaua" in columns:
        return "ONS Postcode Directory", NATIONAL
    if "laua" in columns:
        return "National Statistics Postcode Lookup", NATIONAL
    return "ONS postcode file", NATIONAL


def _is_code_point(row: Sequence[str]) -> bool:
    """No heading: a postcode, a quality from 10 to 90 and two whole numbers of metres."""
    return (
        len(row) in CODE_POINT_COLUMNS
        and whole_postcode(row[0]) is not None
        and all(value.strip().isdigit() for value in row[1:4])
    )


def choose_postcode_tables(
    path: Path, tables: Sequence[Table]
) -> tuple[PostcodeLayout, list[Table]]:
    """The tables that hold postcodes, all of one layout; Refused where there is none, or two."""
    known = [
        (layout, table)
        for table in tables
        if (layout := recognised(table.first_row())) is not None
    ]
    # ONS packs the whole table and, beside it, the same rows in parts.
    whole = [(layout, table) for layout, table in known if not table.in_parts_folder]
    known = whole or known
    if not known:
        raise Refused(_what_is_missing(path, tables))
    titles = sorted({layout.title for layout, _ in known})
    if len({layout for layout, _ in known}) > 1:
        raise Refused(
            f"{path.name} holds tables of different layouts ({', '.join(titles)}); "
            "import them one at a time."
        )
    chosen = [table for _, table in known]
    _refuse_without_postcodes(path, known[0][0], chosen)
    return known[0][0], chosen


def _refuse_without_postcodes(
    path: Path, layout: PostcodeLayout, tables: Sequence[Table]
) -> None:
    """Before anything is changed: a list of outcodes has the same columns."""
    for table in tables:
        with table.opened() as stream:
            rows = islice(stream.rows(), int(layout.has_heading), _ROWS_TRIED)
            for row in rows:
                if len(row) > layout.postcode and whole_postcode(row[layout.postcode]):
                    return
    raise Refused(
        f"{path.name} has no whole postcode at its beginning; lists of outcodes or of places "
        "are for import-places."
    )


def _what_is_missing(path: Path, tables: Sequence[Table]) -> str:
    if not tables:
        return f"{path.name} holds no CSV file."
    return (
        f"{path.name} has no columns that are known here: an ONS Postcode Directory, "
        "an NSPL, Code-Point Open, or postcode, latitude and longitude."
    )
