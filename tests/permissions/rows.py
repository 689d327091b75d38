"""What a request wrote, and whether the database is as it was."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# The log of who did what, who looked at whose record, browsers that are signed in, limits on
# guessing, and that a service uses the list: looking at a page may change these and nothing else.
MAY_CHANGE = re.compile(
    r"activity_log_\w+|privacy_look|accounts_session|accounts_limit\w*|directory_listuse"
)


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables written to inside, but for those that any request may change."""
    found: set[str] = set()

    def watch(execute: Callable, sql: str, *given: Any) -> Any:
        if (told := WRITES.match(sql)) and not MAY_CHANGE.fullmatch(told[1]):
            found.add(told[1])
        return execute(sql, *given)

    with connection.execute_wrapper(watch):
        yield found


def contents() -> dict[str, str]:
    """A digest of every table's rows, but for those that any request may change."""
    return {
        table: _digest(table)
        for table in sorted(connection.introspection.table_names())
        if not MAY_CHANGE.fullmatch(table)
    }


def _digest(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        rows = sorted(repr(row) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def row_count() -> int:
    """How many rows of ours there are to be changed."""
    return sum(
        model._base_manager.count()
        for model in apps.get_models()
        if not MAY_CHANGE.fullmatch(model._meta.db_table)
    )
