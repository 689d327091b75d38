"""Cells of tables that people open in a spreadsheet: none of them may act as a formula.

A spreadsheet takes a cell for a formula by its first character, also after spaces. Such a
cell gets an apostrophe in front, which stands for "this is text" there.
"""

import csv
import io
import re
from collections.abc import Iterable

MARK = "'"
# With the wide forms that some spreadsheets read like the narrow ones.
STARTERS = "=+-@＝＋－＠"  # noqa: RUF001
# Spaces, control characters and marks without a shape, which may be skipped before it.
_UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
_RISKY = re.compile(rf"{_UNSEEN}*[{re.escape(STARTERS)}]|[\t\r\n]|{MARK}")


def safe_cell(text: str) -> str:
    """The text as it may stand in a cell."""
    return f"{MARK}{text}" if _RISKY.match(text) else text


def plain_cell(cell: str) -> str:
    """The text again, from what `safe_cell` made of it."""
    return cell.removeprefix(MARK)


def table_row(cells: Iterable[str]) -> str:
    """One line of a comma-separated file, every cell safe and quoted."""
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(
        [safe_cell(cell) for cell in cells]
    )
    return line.getvalue()
