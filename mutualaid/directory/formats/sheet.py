"""Tables as people keep them: a title above, headings in their own words, short and blank rows."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from .field_names import FIELDS, FieldNames
from .findings import Refused, quoted
from .layout import Layout
from .limits import MOST_CELLS, MOST_COLUMNS, MOST_RECORDS
from .records import FormatError
from .unpacked import Row, Unpacked

ROWS_ABOVE_HEADINGS = 10  # a title, a date, "sep=;"
FEWEST_HEADINGS = 2
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


class HeadingRow(NamedTuple):
    """Where the headings stand; compared, the one that tells more is the greater."""

    recognised: int
    filled: int
    above: int  # rows, and so its index

    @classmethod
    def among(cls, rows: Sequence[Sequence[Any]], names: FieldNames) -> "HeadingRow":
        """The row that has most headings we know, or else most of any."""
        found = (_headings_in(row, index, names) for index, row in enumerate(rows))
        return max(found, key=_worth, default=cls(0, 0, 0))


def _worth(found: HeadingRow) -> tuple[int, int, int]:
    return found.recognised, found.filled, -found.above


def _headings_in(row: Sequence[Any], index: int, names: FieldNames) -> HeadingRow:
    cells = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    known = {names.meaning(cell) for cell in cells} & set(FIELDS)
    return HeadingRow(len(known), len(cells), index)


class SheetLayout(Layout):
    """What workbooks and files of separated values share."""

    def require(self, unpacked: Unpacked, names: FieldNames) -> None:
        fields = {names.meaning(heading) for heading in unpacked.headings}
        if len(fields & set(FIELDS)) < FEWEST_HEADINGS:
            raise unknown_headings(unpacked.headings)
        missing = [word for word, choices in _NEEDED if not set(choices) & fields]
        if missing:
            words = " and ".join(missing)
            raise FormatError(f"The sheet has no column that we know for the {words}.")

    def fields(
        self, row: Row, headings: tuple[str, ...], names: FieldNames
    ) -> dict[str, Any]:
        record = super().fields(row, headings, names)
        fields = {heading: names.meaning(heading) for heading in headings}
        lacking = {field for heading, field in fields.items() if heading not in record}
        if lacking & _SAYS_WHEN:
            reason = f"It stops after {len(record)} of {len(headings)} cells."
            raise Refused("", reason)
        told = {fields.get(heading) for heading, cell in record.items() if _says(cell)}
        if not told & (_SAYS_WHEN | _SAYS_WHERE):
            reason = "It has neither day nor time, and no place or link."
            raise Refused("", reason)
        return {
            heading: cell
            for heading, cell in record.items()
            if _says(cell) or fields.get(heading) in FIELDS
        }


def _says(cell: Any) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def bounded(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """The rows, or FormatError as soon as they are more than any list of meetings needs."""
    kept: list[list[Any]] = []
    cells = 0
    for row in rows:
        kept.append(row)
        cells += len(row)
        if len(kept) > MOST_RECORDS:
            raise FormatError(f"The file holds more than {MOST_RECORDS:,} rows.")
        if cells > MOST_CELLS and len(kept) > 1:
            raise FormatError("The file has more cells than any list of meetings.")
    return kept


def unpacked_grid(
    format_name: str, grid: list[list[Any]], above: int, first_number: int = 1
) -> Unpacked:
    """The rows under the headings, which stand in the row with the index `above`."""
    headings = _named(grid[above] if grid else [])
    if len(headings) > MOST_COLUMNS:
        raise FormatError(f"The sheet has more than {MOST_COLUMNS} columns.")
    rows = []
    for index in range(above + 1, len(grid)):
        cells, grid[index] = grid[index], []  # a large sheet is not held twice
        if any(map(_says, cells)):
            rows.append(_row(f"row {index + first_number}", headings, cells))
    return Unpacked(format_name, rows, tuple(headings))


def _row(position: str, headings: list[str], cells: list[Any]) -> Row:
    record = dict(zip(headings, cells, strict=False))
    if not any(map(_says, cells[len(headings) :])):
        return Row(position, record)
    reason = f"It has {len(cells)} cells, but there are {len(headings)} headings."
    return Row(position, record, ("", reason))


def _named(row: Iterable[Any]) -> list[str]:
    """Headings told apart: a second "Notes" is "Notes (2)", a blank one "column 5"."""
    headings: dict[str, None] = {}
    twins: dict[str, int] = {}
    for number, cell in enumerate(row, start=1):
        heading = " ".join(str(cell or "").split()) or f"column {number}"
        twins[heading] = twins.get(heading, 0) + 1
        told = heading if twins[heading] == 1 else f"{heading} ({twins[heading]})"
        headings[told if told not in headings else f"column {number}"] = None
    return list(headings)


def unknown_headings(first_row: Iterable[Any]) -> FormatError:
    """For a table nobody could say the meaning of."""
    filled = [cell for cell in first_row if _says(cell)]
    first = ", ".join(quoted(cell) for cell in filled[:6])
    return FormatError(
        f"The sheet has no row of headings that we know; it begins with {first}."
    )
