"""Sheets saved as CSV, as people keep them: any separator, headings in their own words."""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice

from .decoding import text_of
from .field_names import FieldNames
from .records import FormatError
from .sheet import (
    FEWEST_HEADINGS,
    ROWS_ABOVE_HEADINGS,
    HeadingRow,
    SheetLayout,
    bounded,
    unknown_headings,
    unpacked_grid,
)
from .unpacked import Unpacked

_SEPARATORS = (",", ";", "\t", "|")


class CsvSheet(SheetLayout):
    """Rows of separated values."""

    def unpack(
        self, data: bytes, names: FieldNames, companions: Mapping[str, bytes]
    ) -> Unpacked:
        text = text_of(data)
        found = {mark: _heading_row(text, mark, names) for mark in _SEPARATORS}
        separator = max(_SEPARATORS, key=lambda mark: found[mark][:2])
        grid = _parsed(text, separator)
        if found[separator].filled < FEWEST_HEADINGS:
            raise unknown_headings(next(filter(None, grid)))
        return unpacked_grid("csv", grid, found[separator].above)


def _heading_row(text: str, separator: str, names: FieldNames) -> HeadingRow:
    # So few characters that no cell is too long, which is all that could go wrong here.
    rows = list(islice(_reader(text[:100_000], separator), ROWS_ABOVE_HEADINGS))
    return HeadingRow.among(rows, names)


def _parsed(text: str, separator: str) -> list[list[str]]:
    try:
        return bounded(_reader(text, separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise FormatError(_unclosed(text, separator)) from None
    try:  # quotation marks inside a cell, which many programs leave as they are
        return bounded(_reader(text, separator))
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
