"""Finding columns by the names in a table's first row."""

import re
from collections.abc import Iterable, Mapping, Sequence


def headings(first_row: Sequence[str]) -> dict[str, int]:
    """Where each column is, by its name in small letters; of two alike, the first."""
    columns: dict[str, int] = {}
    for number, name in enumerate(first_row):
        columns.setdefault(name.strip().lower(), number)
    return columns


def first_of(names: Iterable[str], columns: Mapping[str, int]) -> int | None:
    """The column that goes by one of the names, tried in their order."""
    return next((columns[name] for name in names if name in columns), None)


def value(row: Sequence[str], column: int | None) -> str:
    """The text in a column that the table may lack."""
    return "" if column is None else row[column].strip()


def matching(pattern: re.Pattern[str], columns: Mapping[str, int]) -> int | None:
    """The first column whose name fits a pattern: some carry the year of their boundaries."""
    return next(
        (column for name, column in columns.items() if pattern.fullmatch(name)), None
    )
