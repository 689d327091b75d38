"""Sheets saved as CSV, as people keep them: any separator, headings in their own words."""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from .decoding import text_of
from .field_names import FIELDS, FieldNames
from .findings import Findings, Refused, quoted
from .meeting_fields import Listing
from .reading import MOST_RECORDS, reading_of
from .records import FormatError, Reading

_SEPARATORS = (",", ";", "\t", "|")
_ROWS_ABOVE_HEADINGS = 10  # a title, a date, "sep=;"
_FEWEST_HEADINGS = 2
_NEEDED = (
    ("name", ("name", "group")),
    ("day", ("day", "frequency")),
    ("time", ("time",)),
)
_SAYS_WHEN = frozenset({"day", "time", "frequency"})
_SAYS_WHERE = frozenset(
    {
        "location", "address", "formatted_address", "postal_code", "conference_url",
        "conference_phone", "website", "url", "attendance_option", "online", "types",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sheet:
    headings: list[str]
    fields: list[str]  # what each heading means; the heading itself where we don't know
    rows: list[list[str]]
    first_row: int  # the number of the first of them in the sheet


def read(
    data: bytes,
    *,
    fellowship: str = "",
    timezone: str = "Europe/London",
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """The meetings of a sheet; `mapping` tells the meaning of headings, ours or not."""
    names = FieldNames(mapping)
    sheet = _sheet(text_of(data), names)
    findings = Findings()
    for heading in sorted(names.unused(sheet.headings)):
        reason = "The mapping names this heading, which the sheet does not have."
        findings.slip("headings", heading, reason)
    return reading_of(_items(sheet), names, Listing(fellowship, timezone), findings)


def _sheet(text: str, names: FieldNames) -> _Sheet:
    separator = max(_SEPARATORS, key=lambda mark: _heading_row(text, mark, names)[1])
    above, recognised = _heading_row(text, separator, names)
    rows = _parsed(text, separator)
    if recognised < _FEWEST_HEADINGS:
        first = ", ".join(map(quoted, next(filter(None, rows))[:6]))
        raise FormatError(
            f"The sheet has no row of headings that we know; it begins with {first}."
        )
    headings = _named(rows[above])
    fields = [names.meaning(heading) for heading in headings]
    _require_columns(fields)
    if len(rows) > MOST_RECORDS:
        raise FormatError(f"The file holds more than {MOST_RECORDS:,} rows.")
    return _Sheet(headings, fields, rows[above + 1 :], first_row=above + 2)


def _heading_row(text: str, separator: str, names: FieldNames) -> tuple[int, int]:
    """The row that has most headings we know, and how many they are."""
    # So few characters that no cell is too long, which is all that could go wrong here.
    rows = list(islice(_reader(text[:100_000], separator), _ROWS_ABOVE_HEADINGS))
    counts = [len({names.meaning(cell) for cell in row} & set(FIELDS)) for row in rows]
    most = max(counts, default=0)
    return (counts.index(most) if counts else 0), most


def _parsed(text: str, separator: str) -> list[list[str]]:
    try:
        return list(_reader(text, separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise FormatError(_unclosed(text, separator)) from None
    try:  # quotation marks inside a cell, which many programs leave as they are
        return list(_reader(text, separator))
    except csv.Error:
        raise FormatError(_unclosed(text, separator)) from None


def _reader(text: str, separator: str, strict: bool = False) -> Iterator[list[str]]:
    # str.splitlines would also end a row at a form feed or a "next line" inside a cell.
    lines = io.StringIO(text, newline="")
    return csv.reader(lines, delimiter=separator, strict=strict)


def _unclosed(text: str, separator: str) -> str:
    row = 1
    with suppress(csv.Error):
        for _ in _reader(text, separator, strict=True):
            row += 1
    return f"A quotation mark that opens in row {row} is never closed, or a cell there is too long."


def _named(row: list[str]) -> list[str]:
    """Headings told apart: a second "Notes" is "Notes (2)", a blank one "column 5"."""
    headings: list[str] = []
    for number, cell in enumerate(row, start=1):
        heading = " ".join(cell.split()) or f"column {number}"
        twins = headings.count(heading)
        headings.append(f"{heading} ({twins + 1})" if twins else heading)
    return headings


def _require_columns(fields: list[str]) -> None:
    missing = [word for word, choices in _NEEDED if not set(choices) & set(fields)]
    if missing:
        words = " and ".join(missing)
        raise FormatError(f"The sheet has no column that we know for the {words}.")


def _items(sheet: _Sheet) -> Iterator[tuple[str, dict[str, str] | Refused]]:
    for number, cells in enumerate(sheet.rows, start=sheet.first_row):
        if any(map(str.strip, cells)):
            yield f"row {number}", _item(sheet, cells)


def _item(sheet: _Sheet, cells: list[str]) -> dict[str, str] | Refused:
    width = len(sheet.headings)
    if any(map(str.strip, cells[width:])):
        return Refused(
            "", f"It has {len(cells)} cells, but there are {width} headings."
        )
    if len(cells) < width and _SAYS_WHEN & set(sheet.fields[len(cells) :]):
        return Refused("", f"It stops after {len(cells)} of {width} cells.")
    row = list(zip(sheet.headings, sheet.fields, cells, strict=False))
    told = {field for _, field, cell in row if cell.strip()}
    if not told & (_SAYS_WHEN | _SAYS_WHERE):
        return Refused("", "It has neither day nor time, and no place or link.")
    return {
        heading: cell for heading, field, cell in row if cell.strip() or field in FIELDS
    }
