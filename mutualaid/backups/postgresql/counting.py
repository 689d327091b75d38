"""Counting every table of a PostgreSQL database, at a moment that a restore can stop at."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql

from mutualaid.backups.table_sums import (
    BATCH,
    Ask,
    Progress,
    Table,
    TableSum,
    silently,
    sums_of,
)
from mutualaid.core.refusal import Refused

from .programs import copying_role

LOCK_WAIT = "10s"
_COLUMNS = """
    SELECT relname, attname, coalesce(array_position(indkey::int2[], attnum), 0)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    LEFT JOIN pg_index ON indrelid = pg_class.oid AND indisprimary
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
      AND attnum > 0 AND NOT attisdropped
    ORDER BY relname, attnum
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the server's log by name, and the database as it was just then."""

    restore_point: str
    segment: str
    connection: psycopg.Connection

    def sums(self, progress: Progress = silently) -> dict[str, TableSum]:
        return _sums(self.connection, progress)


def live_sums() -> dict[str, TableSum]:
    """What the database holds now, in all areas."""
    with _connected() as connection:
        return _sums(connection, silently)


@contextmanager
def marked_moment(name: str) -> Iterator[Moment]:
    """Keep everybody from writing for an instant, and give that instant a name in the log."""
    with _connected() as marking, _connected() as reading:
        try:
            _lock_tables(marking)
        except psycopg.errors.LockNotAvailable as error:
            raise Refused(
                "Somebody wrote for more than ten seconds without a pause, so no moment could "
                "be marked. No backup was taken; start again."
            ) from error
        # The first question after the locks sees everything that was written before them.
        found = marking.execute(
            "SELECT pg_walfile_name(pg_create_restore_point(%s)), pg_export_snapshot()",
            [name],
        ).fetchone()
        segment, snapshot = found or ("", "")
        reading.execute(
            sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(snapshot))
        )
        reading.execute("SELECT 1")
        marking.rollback()
        marking.execute("SELECT pg_switch_wal()")
        marking.commit()
        yield Moment(name, segment, reading)


@contextmanager
def _connected() -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(copying_role())
    except psycopg.OperationalError as error:
        # Not told further: the words may hold a password.
        raise Refused(
            "The server of MUTUALAID_BACKUP_DATABASE_URL cannot be reached."
        ) from error
    with connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        yield connection


def _lock_tables(connection: psycopg.Connection) -> None:
    tables = [table.name for table in _tables(connection)]
    connection.rollback()
    connection.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    connection.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(names))


def _sums(connection: psycopg.Connection, progress: Progress) -> dict[str, TableSum]:
    return sums_of(_tables(connection), _asked(connection), None, progress, "::text")


def _tables(connection: psycopg.Connection) -> list[Table]:
    told: dict[str, list[tuple[str, int]]] = {}
    for table, column, place in connection.execute(_COLUMNS).fetchall():
        told.setdefault(table, []).append((column, place))
    found = []
    for table, columns in told.items():
        keys = sorted((place, column) for column, place in columns if place)
        names = tuple(column for column, _ in columns)
        found.append(Table(table, names, tuple(each for _, each in keys) or names))
    return found


def _asked(connection: psycopg.Connection) -> Ask:
    def ask(statement: str) -> Iterator[Sequence[Any]]:
        with connection.cursor(name="sums") as cursor:
            cursor.itersize = BATCH
            cursor.execute(statement.encode())
            yield from cursor

    return ask
