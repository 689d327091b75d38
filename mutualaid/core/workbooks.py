"""Workbooks for people who work with spreadsheets: every text stays text, whatever it says."""

import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from .spreadsheets import safe_cell

Cell = str | int | float | None
LONGEST_NAME = 31  # of a sheet
WIDEST = 60


def workbook_of(sheets: Mapping[str, Iterable[Iterable[Cell]]]) -> bytes:
    """An XLSX file; the first row of each sheet is its head, which stays in sight."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:LONGEST_NAME])
        told = [list(row) for row in rows]
        for column, width in enumerate(_widths(told)):
            sheet.column_dimensions[chr(ord("A") + column)].width = width
        sheet.freeze_panes = "A2"
        for number, row in enumerate(told):
            sheet.append([_cell(sheet, value, is_head=not number) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: object, value: Cell, *, is_head: bool) -> WriteOnlyCell:
    if isinstance(value, str):
        value = safe_cell(value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _widths(rows: list[list[Cell]]) -> list[int]:
    """By the longest line of each column, within reason; the first 26 columns."""
    columns = max((len(row) for row in rows), default=0)
    longest = [
        max((len(str(row[at])) for row in rows if at < len(row)), default=0)
        for at in range(min(columns, 26))
    ]
    return [min(width, WIDEST) + 2 for width in longest]
