"""What every table holds, as a count and a digest: two databases with equal ones are equal."""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BATCH = 2_000

Progress = Callable[[str, int, int], None]
# For a statement: its rows, a batch at a time.
Ask = Callable[[str], Iterator[Sequence[Any]]]


def silently(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows, and a digest of them in the order of their keys."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns, and those that its rows are ordered by."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]


def summed(rows: Iterable[Sequence[Any]]) -> TableSum:
    count, digest = 0, hashlib.sha256()
    for row in rows:
        count += 1
        digest.update(repr(tuple(row)).encode())
    return TableSum(count, digest.hexdigest())


def sqlite_sums(
    file: Path,
    *,
    columns: dict[str, Collection[str]] | None = None,
    progress: Progress = silently,
) -> dict[str, TableSum]:
    """Of a SQLite file that nobody writes to; with `columns`, of these tables' columns only."""
    database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    # As bytes: text that is no UTF-8 is compared like any other.
    database.text_factory = bytes
    try:
        tables = list(_sqlite_tables(database))
        return sums_of(tables, _asked(database), columns, progress)
    finally:
        database.close()


def _sqlite_tables(database: sqlite3.Connection) -> Iterator[Table]:
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' "
        "ESCAPE '@' ORDER BY name"
    )
    for (name,) in names.fetchall():
        table = name.decode()
        told = database.execute("SELECT name, pk FROM pragma_table_info(?)", [table])
        found = [(column.decode(), place) for column, place in told]
        keys = sorted((place, column) for column, place in found if place)
        columns = tuple(column for column, _ in found)
        yield Table(table, columns, tuple(column for _, column in keys) or columns)


def _asked(database: sqlite3.Connection) -> Ask:
    def ask(statement: str) -> Iterator[Sequence[Any]]:
        cursor = database.execute(statement)
        while rows := cursor.fetchmany(BATCH):
            yield from rows

    return ask


def sums_of(
    tables: list[Table],
    ask: Ask,
    columns: dict[str, Collection[str]] | None,
    progress: Progress,
    cast: str = "",
) -> dict[str, TableSum]:
    found = {}
    for number, table in enumerate(tables, 1):
        wanted = table.columns if columns is None else columns.get(table.name, ())
        chosen = [column for column in table.columns if column in wanted]
        if chosen:
            found[table.name] = summed(ask(_statement(table, chosen, cast)))
        progress("Counting and comparing", number, len(tables))
    return found


def _statement(table: Table, chosen: Iterable[str], cast: str) -> str:
    names = ", ".join(f'"{column}"{cast}' for column in chosen)
    order = ", ".join(f'"{column}"' for column in table.keys)
    return f'SELECT {names} FROM "{table.name}" ORDER BY {order}'  # noqa: S608


def differences(
    before: dict[str, TableSum], after: dict[str, TableSum]
) -> Iterator[str]:
    """A sentence for each table that is not the same."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield f"The table {name} is {'missing' if new is None else 'new'}."
        elif old.rows != new.rows:
            yield f"The table {name} has {new.rows:,} rows instead of {old.rows:,}."
        elif old != new:
            yield f"The table {name} holds other values."
