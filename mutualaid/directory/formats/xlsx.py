"""Excel workbooks: the first sheet whose headings can be read, formulas by their last results."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from .field_names import FieldNames
from .records import FormatError
from .sheet import (
    FEWEST_HEADINGS,
    ROWS_ABOVE_HEADINGS,
    HeadingRow,
    SheetLayout,
    unknown_headings,
    unpacked_grid,
)
from .unpacked import Unpacked
from .workbook_cells import Sheet, Workbook
from .workbook_parts import parts_of

_MOST_SHEETS = 20


class Xlsx(SheetLayout):
    """A workbook as Excel and its kin save it."""

    def unpack(
        self, data: bytes, names: FieldNames, companions: Mapping[str, bytes]
    ) -> Unpacked:
        with parts_of(data) as parts:
            workbook = Workbook(parts)
            sheet, above = _sheet_with_headings(workbook, names)
            return unpacked_grid("xlsx", list(workbook.rows(sheet)), above)


def _sheet_with_headings(workbook: Workbook, names: FieldNames) -> tuple[Sheet, int]:
    found = list(_candidates(workbook, names))
    if not found:
        raise FormatError("The workbook has no sheet with anything in it.")
    heading, sheet, first = max(found, key=lambda each: each[0][:2])
    if heading.filled < FEWEST_HEADINGS:
        raise unknown_headings(first)
    return sheet, heading.above


def _candidates(
    workbook: Workbook, names: FieldNames
) -> Iterator[tuple[HeadingRow, Sheet, list[Any]]]:
    """Each sheet that has a row, the visible ones before the hidden."""
    sheets = sorted(workbook.sheets, key=lambda sheet: sheet.is_hidden)
    for sheet in sheets[:_MOST_SHEETS]:
        rows = list(islice(workbook.rows(sheet), ROWS_ABOVE_HEADINGS))
        if any(rows):
            first = next(row for row in rows if row)
            yield HeadingRow.among(rows, names), sheet, first
