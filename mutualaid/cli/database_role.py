"""What is wrong with the role that serves pages from PostgreSQL, each reason one sentence."""

from collections.abc import Iterator

from django.db import connection

from mutualaid.core.row_security import scoped_models

_POWERS = """
    SELECT rolsuper OR rolbypassrls,
           EXISTS (SELECT FROM pg_class
                   WHERE relnamespace = current_schema()::regnamespace
                     AND relkind IN ('r', 'p')
                     AND pg_has_role(current_user, relowner, 'MEMBER'))
    FROM pg_roles WHERE rolname = current_user
"""
_OPEN_TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s)
      AND NOT (relrowsecurity AND relforcerowsecurity)
    ORDER BY relname
"""


def reasons_against_database_role() -> list[str]:
    """Why rows of one area would not be safe from another; an empty list means they are."""
    if connection.vendor != "postgresql":
        return []
    return [*_against_powers(), *_against_tables()]


def _against_powers() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_POWERS)
        passes_by, owns = cursor.fetchone()
    if passes_by:
        yield (
            "DATABASE_URL names a role that row-level security does not hold; "
            "name one made with NOSUPERUSER NOBYPASSRLS."
        )
    if owns:
        yield (
            "DATABASE_URL names a role that owns the tables, or belongs to the one that does, "
            "and could take their rules off; name one that owns nothing there, put the owner "
            "into MUTUALAID_OWNER_DATABASE_URL and run `mutualaid migrate`."
        )


def _against_tables() -> Iterator[str]:
    tables = [
        model._meta.db_table
        for model in scoped_models()
        if model.ROW_SCOPE.value  # type: ignore[attr-defined]
    ]
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_TABLES, [tables])
        found = [name for (name,) in cursor.fetchall()]
    if found:
        yield (
            f"Tables without row-level security: {', '.join(found)}; "
            "run `mutualaid migrate` and start again."
        )
