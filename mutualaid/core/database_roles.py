"""The two roles that PostgreSQL knows us by: one owns the tables, the other serves pages.

Rules that hold for whoever serves would be worth little if the same role could take them off.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from .row_security import UNSCOPED_TABLES, scoped_models

USUAL_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"
# What only migrations write.
_READ_ONLY = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
}


@contextmanager
def as_owner() -> Iterator[BaseDatabaseWrapper]:
    """For the enclosed work, and in this thread, the database connection is the owner's.

    Where the role that serves owns the tables too, as on SQLite, nothing changes.
    """
    serving = connections[DEFAULT_DB_ALIAS]
    if not settings.OWNER_DATABASE:
        yield serving
        return
    owner = _connection({**serving.settings_dict, **settings.OWNER_DATABASE})
    connections[DEFAULT_DB_ALIAS] = owner
    try:
        yield owner
    finally:
        owner.close()
        connections[DEFAULT_DB_ALIAS] = serving


def _connection(database: dict[str, Any]) -> BaseDatabaseWrapper:
    made: BaseDatabaseWrapper = load_backend(database["ENGINE"]).DatabaseWrapper(
        database, DEFAULT_DB_ALIAS
    )
    return made


def grant_to_serving(connection: BaseDatabaseWrapper, role: str) -> None:
    """Let the role that serves do what it needs and no more; as the owner, safe to repeat.

    A model that may do less than the usual says so in ROW_RIGHTS; a table that nobody knows
    gets nothing.
    """
    rights = _rights()
    quote = connection.ops.quote_name
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema, name = quote(cursor.fetchone()[0]), quote(role)
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
        for table in connection.introspection.table_names(cursor):
            if table in rights:
                cursor.execute(f"GRANT {rights[table]} ON {quote(table)} TO {name}")


def _rights() -> dict[str, str]:
    """For each table, what the serving role may do with its rows."""
    foreign = {
        table: "SELECT" if table in _READ_ONLY else USUAL_RIGHTS
        for table in UNSCOPED_TABLES
    }
    return foreign | {
        model._meta.db_table: getattr(model, "ROW_RIGHTS", USUAL_RIGHTS)
        for model in scoped_models()
    }
