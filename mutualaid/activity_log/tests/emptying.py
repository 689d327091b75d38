"""Emptying a test's SQLite database, which would not let go of the lines of the log."""

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations

TABLE = "activity_log_entry"


def triggers(connection) -> dict[str, str]:
    """The name and the statement of each of the table's triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
            [TABLE],
        )
        return dict(cursor.fetchall())


def let_lines_go(patch: pytest.MonkeyPatch) -> None:
    """What empties the tables after a test that commits takes the triggers off meanwhile."""
    flush = DatabaseOperations.sql_flush

    def flushed(self, style, tables, **given) -> list[str]:
        statements = flush(self, style, tables, **given)
        if TABLE not in tables:
            return statements
        found = triggers(self.connection)
        return [
            *(f"DROP TRIGGER {name}" for name in found),
            *statements,
            *found.values(),
        ]

    patch.setattr(DatabaseOperations, "sql_flush", flushed)
