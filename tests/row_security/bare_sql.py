"""Statements without any of the product's filters."""

from typing import Any

from django.db import connection


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def found(table: str, columns: str = "*", where: str = "true") -> list[tuple[Any, ...]]:
    """The different rows of a table."""
    return rows(f"SELECT DISTINCT {columns} FROM {table} WHERE {where}")  # noqa: S608


def changed(statement: str, *values: Any) -> int:
    """How many rows a statement found to change."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
