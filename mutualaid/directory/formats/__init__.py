"""Adapters: the bytes of a file in, records and problems out. Pure; nothing is stored or fetched.

`read` is both steps at once: `unpack`, bytes to records as their source has them, and
`read_rows`, those to ours. Between the two, `redacted` is what may be kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .bmlt import Bmlt, is_bmlt
from .calendar_feed import CalendarFeed
from .csv_sheet import CsvSheet
from .decoding import ZIP, text_of
from .field_names import FieldNames
from .fields import TARGETS
from .layout import Layout
from .mapping import SourceMapping
from .meeting_fields import Listing
from .meeting_guide import MeetingGuide
from .reading import reading_of
from .records import FormatError, Reading
from .redaction import redacted_rows
from .unpacked import Row, Unpacked
from .workbook_parts import is_workbook
from .xlsx import Xlsx

__all__ = [
    "FORMATS",
    "TARGETS",
    "Unpacked",
    "guess_mapping",
    "read",
    "read_rows",
    "recognise",
    "redacted",
    "unpack",
]

_CALENDAR = re.compile(r"(?:^|[\r\n])\s*BEGIN:VCALENDAR\s", re.IGNORECASE)

FORMATS: dict[str, Layout] = {
    "meeting-guide": MeetingGuide(),
    "bmlt": Bmlt(),
    "csv": CsvSheet(),
    "xlsx": Xlsx(),
    "icalendar": CalendarFeed(),
}


def read(
    data: bytes,
    *,
    name: str = "",
    format: str | None = None,  # noqa: A002 (the word of the command line)
    fellowship: str = "",
    timezone: str = "Europe/London",
    mapping: Mapping[str, Any] | None = None,
    companions: Mapping[str, bytes] | None = None,
) -> Reading:
    """What the file holds; FormatError, with one sentence, where it can't be read at all."""
    unpacked = unpack(
        data, name=name, format=format, mapping=mapping, companions=companions
    )
    rows = _let_go(list(unpacked.rows))
    bare = replace(unpacked, rows=())
    del unpacked
    return _reading(bare, rows, fellowship, timezone, mapping)


def unpack(
    data: bytes,
    *,
    name: str = "",
    format: str | None = None,  # noqa: A002 (the word of the command line)
    mapping: Mapping[str, Any] | None = None,
    companions: Mapping[str, bytes] | None = None,
) -> Unpacked:
    """The records as their source has them; FormatError, with one sentence, where there are none.

    `mapping`, where there is one already, helps to find the headings of a sheet. `companions`
    are what else the source gave to explain the file, such as BMLT's formats.
    """
    chosen = format or recognise(data, name)
    return _layout(chosen).unpack(data, _names(chosen, mapping), companions or {})


def read_rows(
    unpacked: Unpacked,
    *,
    fellowship: str = "",
    timezone: str = "Europe/London",
    mapping: Mapping[str, Any] | None = None,
) -> Reading:
    """The rows read as meetings; FormatError where the mapping leaves out what none is without."""
    return _reading(unpacked, unpacked.rows, fellowship, timezone, mapping)


def redacted(unpacked: Unpacked, mapping: Mapping[str, Any] | None = None) -> Unpacked:
    """The same without anybody's details: what may be kept until the rows are read.

    Headings about people are dropped unless the mapping says that they mean a field of ours.
    """
    return redacted_rows(unpacked, _names(unpacked.format, mapping))


def guess_mapping(headings: Iterable[str], format: str = "csv") -> dict[str, str]:  # noqa: A002
    """Each heading that is known, with the field of TARGETS that it stands for."""
    return _names(format, None).guessed(headings)


def recognise(data: bytes, name: str = "") -> str:
    """The format by what the file holds, and by its name only where it holds nothing telling."""
    if data.startswith(ZIP) and is_workbook(data):
        return "xlsx"
    text = text_of(data)
    start = text[:1000].lstrip()[:1]
    if start in ("[", "{") or name.casefold().endswith(".json"):
        return "bmlt" if is_bmlt(text) else "meeting-guide"
    return "icalendar" if _CALENDAR.search(text[:10_000]) else "csv"


def _layout(format_name: str) -> Layout:
    if format_name not in FORMATS:
        choices = ", ".join(FORMATS)
        raise FormatError(
            f"There is no format called {format_name!r}; there are {choices}."
        )
    return FORMATS[format_name]


def _names(format_name: str, mapping: Mapping[str, Any] | None) -> FieldNames:
    return FieldNames(SourceMapping.of(mapping).headings, _layout(format_name).words)


def _reading(
    unpacked: Unpacked,
    rows: Iterable[Row],
    fellowship: str,
    timezone: str,
    mapping: Mapping[str, Any] | None,
) -> Reading:
    layout = _layout(unpacked.format)
    listing = Listing(fellowship, layout.codes_of, timezone)
    return reading_of(unpacked, rows, layout, SourceMapping.of(mapping), listing)


def _let_go(rows: list[Row]) -> Iterator[Row]:
    """Hands out each row and keeps it no longer, so that a large file is not held twice."""
    for index in range(len(rows)):
        row, rows[index] = rows[index], rows[0]
        yield row
