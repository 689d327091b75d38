"""Makes each rule that PostgreSQL keeps wrong in turn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from mutualaid.core.row_security import scoped_models

_RULES = """
    SELECT policyname, cmd, coalesce(qual, with_check) FROM pg_policies
    WHERE schemaname = current_schema() AND tablename = %s ORDER BY policyname
"""
# What stands in a rule, and in its place once it is wrong; COLUMN is the area's.
_SWAPS = (
    (r" = ", " <> "),
    (r" <> ", " = "),
    (r" IS NOT NULL", " IS NULL"),
    (r" AND ", " OR "),
    (r" OR ", " AND "),
    (r"\bCOLUMN\b", "pg_backend_pid()"),
    (r"\bCOLUMN\b", "NULL::bigint"),
    (r"COALESCE\(COLUMN, \(0\)::bigint\)", "COLUMN"),
    (
        r"\(0\)::bigint\) =",
        "nullif(current_setting('mutualaid.area', true), '')::bigint) =",
    ),
    (r" = 0\b", " = 7"),
)


@dataclass(frozen=True)
class PolicyMutant:
    """A table whose rules are wrong once a statement has been made."""

    model: type[Model]
    what: str
    statement: str

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}: {self.what}"


def every_policy_mutant(cursor: CursorWrapper) -> Iterator[PolicyMutant]:
    """Each table with its rules put off, and with each of its rules wrong."""
    for model in scoped_models():
        table = model._meta.db_table
        cursor.execute(_RULES, [table])
        rules = cursor.fetchall()
        for what in ("DISABLE", "NO FORCE") if rules else ():
            statement = f"ALTER TABLE {table} {what} ROW LEVEL SECURITY"
            yield PolicyMutant(model, what, statement)
        for name, kind, rule in rules:
            for what, statement in _wrong(f"{name} ON {table}", model, kind, rule):
                yield PolicyMutant(model, f"{kind} {what}", statement)


def _wrong(
    policy: str, model: type[Model], kind: str, rule: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with a rule, and the statement that makes it so."""
    clause = "WITH CHECK" if kind == "INSERT" else "USING"
    column = getattr(model, "ROW_AREA_COLUMN", "area_id")
    drop = f"DROP POLICY {policy}"
    yield "is not there", drop
    yield "for the owner only", f"ALTER POLICY {policy} TO CURRENT_USER"
    other = "SELECT" if kind == "ALL" else "ALL"
    yield f"for {other}", f"{drop}; CREATE POLICY {policy} FOR {other} USING ({rule})"
    if kind in ("ALL", "UPDATE"):
        for check in ("true", "false"):
            yield f"and writes: {check}", f"ALTER POLICY {policy} WITH CHECK ({check})"
    for wrong in _wrong_rules(rule, column):
        yield wrong, f"ALTER POLICY {policy} {clause} ({wrong})"


def _wrong_rules(rule: str, column: str) -> Iterator[str]:
    """Every row, no row, or one part of the rule made wrong."""
    yield from {"true", "false"} - {rule}
    for pattern, wrong in _SWAPS:
        for found in re.finditer(pattern.replace("COLUMN", column), rule):
            there = wrong.replace("COLUMN", column)
            yield f"{rule[: found.start()]}{there}{rule[found.end() :]}"
