"""Emptying a test's SQLite database, whose tables that are only added to would not let go."""

from collections.abc import Iterable

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations

TABLE = "activity_log_entry"


def triggers(connection, tables: Iterable[str]) -> dict[str, str]:
    """The name and the statement of each of the tables' triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        )
        return {name: sql for name, sql, table in cursor.fetchall() if table in tables}


def let_lines_go(patch: pytest.MonkeyPatch) -> None:
    """What empties the tables after a test that commits takes the triggers off meanwhile."""
    flush = DatabaseOperations.sql_flush

    def flushed(self, style, tables, **given) -> list[str]:
        statements = flush(self, style, tables, **given)
        found = triggers(self.connection, tables)
        return [
            *(f"DROP TRIGGER {name}" for name in found),
            *statements,
            *found.values(),
        ]

    patch.setattr(DatabaseOperations, "sql_flush", flushed)
