"""The cells of a workbook's sheets, as texts, numbers, and dates and times written as lists do."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from .day_of_week import day_name
from .limits import MOST_CELLS, MOST_COLUMNS, MOST_RECORDS
from .records import FormatError
from .workbook_parts import Parts, attribute, bare, joined

_MOST_TEXTS = 1_000_000
_WEEKDAY_ALONE = re.compile(r"(?:\[[^\]]*\])?d{3,4}(?:;@)?", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKBOOK = "xl/workbook.xml"
_SHARED_TEXTS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"


class Sheet(NamedTuple):
    """One sheet: what it is called, and the part that holds it."""

    name: str
    part: str
    is_hidden: bool


class Workbook:
    """Reads the sheets of one workbook; texts are read once, when a sheet first needs them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._epoch = CALENDAR_WINDOWS_1900
        self.sheets = self._sheets()
        self._texts = list(self._shared_texts())
        self._date_styles = self._styles_of_dates()

    def rows(self, sheet: Sheet) -> Iterator[list[Any]]:
        """The cells row by row, with every blank row that stands between."""
        told, filled = 0, 0
        for number, cells in self._filled_rows(sheet):
            if number > MOST_RECORDS:
                raise FormatError(f"The sheet has more than {MOST_RECORDS:,} rows.")
            while told < number - 1:
                told += 1
                yield []
            told, filled = number, filled + len(cells)
            if filled > MOST_CELLS:
                raise FormatError("The sheet has more cells than any list of meetings.")
            yield cells

    def _filled_rows(self, sheet: Sheet) -> Iterator[tuple[int, list[Any]]]:
        row: Element | None = None
        parent: Element | None = None
        cells: list[Any] = []
        number = 0
        for event, element in self._parts.events(sheet.part):
            tag = bare(element.tag)
            if event == "start":
                if tag == "sheetData":
                    parent = element
                elif tag == "row":
                    row, cells = element, []
                    number = max(number + 1, _row_number(element))
            elif tag == "c" and row is not None:
                self._put(element, cells)
                row.clear()
            elif tag == "row" and parent is not None:
                row = None
                parent.clear()
                if cells:
                    yield number, cells

    def _put(self, element: Element, cells: list[Any]) -> None:
        value = self._value(element)
        if value is None or value == "":
            cells.extend([None] * (not element.get("r") and len(cells) < MOST_COLUMNS))
            return
        column = _column(element.get("r", "")) or len(cells) + 1
        if column > MOST_COLUMNS:
            raise FormatError(f"The sheet has more than {MOST_COLUMNS} columns.")
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    def _value(self, cell: Element) -> Any:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text_in(cell)
        words = next((child.text for child in cell if bare(child.tag) == "v"), None)
        if not words or kind == "e":  # "#REF!" and the like say nothing
            return None
        if kind == "s":
            return self._texts[int(words)]
        if kind == "b":
            return words.strip() == "1"
        return words if kind in ("str", "d") else self._number(words, cell.get("s", ""))

    def _number(self, words: str, style: str) -> Any:
        number = float(words)
        if style not in self._date_styles:
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        try:
            return _written(from_excel(number, self._epoch), self._date_styles[style])
        except (OverflowError, ValueError):
            return number

    def _sheets(self) -> list[Sheet]:
        parts = {
            attribute(element, "Id"): joined("xl", attribute(element, "Target"))
            for element in self._parts.elements("xl/_rels/workbook.xml.rels")
            if bare(element.tag) == "Relationship"
        }
        sheets = []
        for element in self._parts.elements(_WORKBOOK):
            if bare(element.tag) == "workbookPr":
                if attribute(element, "date1904") in ("1", "true"):
                    self._epoch = CALENDAR_MAC_1904
            elif bare(element.tag) == "sheet":
                part = parts.get(attribute(element, "id"), "")
                is_hidden = attribute(element, "state") not in ("", "visible")
                sheets.append(Sheet(attribute(element, "name"), part, is_hidden))
        return [sheet for sheet in sheets if sheet.part in self._parts]

    def _shared_texts(self) -> Iterator[str]:
        if _SHARED_TEXTS not in self._parts:
            return
        count = 0
        root: Element | None = None
        for event, element in self._parts.events(_SHARED_TEXTS):
            root = element if root is None else root
            if event == "end" and bare(element.tag) == "si":
                count += 1
                if count > _MOST_TEXTS:
                    raise FormatError("The workbook has too many texts for a list.")
                yield _text_in(element)
                root.clear()

    def _styles_of_dates(self) -> dict[str, str]:
        """The cell styles that show a number as a date or a time, with how they show it."""
        if _STYLES not in self._parts:
            return {}
        codes = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        found: list[str] = []
        for element in self._parts.elements(_STYLES):
            if bare(element.tag) == "numFmt":
                codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            elif bare(element.tag) == "cellXfs":
                found = [each.get("numFmtId", "") for each in element]
        dates = {number for number, code in codes.items() if is_date_format(code)}
        styles = enumerate(found)
        return {
            str(style): codes[number] for style, number in styles if number in dates
        }


def _row_number(row: Element) -> int:
    words = row.get("r", "")
    return int(words) if words.isdecimal() and len(words) < 8 else 0


def _column(reference: str) -> int:
    """A is 1; 0 where the reference is none."""
    match = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - 64
    return column


def _text_in(element: Element) -> str:
    """The runs of a text; how it is pronounced, which some languages add, is left out."""
    runs = []
    for child in element:
        tag = bare(child.tag)
        if tag == "t":
            runs.append(child.text or "")
        elif tag in ("r", "is"):
            runs.append(_text_in(child))
    return "".join(runs)


def _written(value: date | datetime | time | timedelta | None, shown_as: str) -> str:
    """A date as 2026-01-31, a time as 19:30, both where both are told; a weekday by its name."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if not isinstance(value, datetime):
        return "" if value is None else str(value)
    if _WEEKDAY_ALONE.fullmatch(shown_as):
        return day_name(value.weekday())
    nearest = value + timedelta(
        seconds=30
    )  # the fraction of a day falls short of the minute
    return f"{nearest:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
