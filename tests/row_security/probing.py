"""Does to a table whatever the areas might do to it, and sees what PostgreSQL lets them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.db.utils import ProgrammingError

from mutualaid.core.area import INSTALLATION, SETTING
from mutualaid.core.database_roles import as_owner

NORTH, SOUTH = 7, 8
# Who acts, by what the session has been told of their area.
UNSET = ""
ACTORS = (UNSET, str(INSTALLATION), str(NORTH))
# What makes rows of a table shared, or not; those of all others have nothing to say of it.
KINDS: dict[str, dict[str, Mapping[str, str]]] = {
    "directory_meeting": {
        "shared": {"status": "listed", "visibility": "everybody"},
        "not listed": {"status": "gone", "visibility": "everybody"},
        "of residents": {"status": "listed", "visibility": "residents"},
    }
}
PLAIN: dict[str, Mapping[str, str]] = {"shared": {}}
_RULES = """
    SELECT policyname, permissive, cmd, array_to_string(roles, ', '), qual, with_check
    FROM pg_policies WHERE schemaname = current_schema() AND tablename = %s
"""
_SWITCHES = """
    SELECT relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relname = %s
"""


@dataclass(frozen=True)
class Row:
    """One of an area, or of the installation."""

    area: int | None
    kind: str


Seen = dict[tuple[str, str], set]


@contextmanager
def owner() -> Iterator[CursorWrapper]:
    """A cursor of the owner's whose changes are all undone."""
    with as_owner() as connection, transaction.atomic():
        with connection.cursor() as cursor:
            yield cursor
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Probe:
    """A table with the columns and the rules of another, and with no constraint."""

    def __init__(self, cursor: CursorWrapper, model: type[Model]) -> None:
        self.cursor, self.model = cursor, model
        self.table = model._meta.db_table
        self.column = getattr(model, "ROW_AREA_COLUMN", "area_id")
        field = next(each for each in model._meta.fields if each.column == self.column)
        self.kinds = KINDS.get(self.table, PLAIN)
        areas = [NORTH, SOUTH]
        if not field.primary_key:
            areas.append(None if field.null else INSTALLATION)
        self.rows = [Row(area, kind) for area in areas for kind in self.kinds]

    def seen(self) -> Seen:
        """For everybody and everything they try, with which rows they may."""
        with undone():
            self._make()
            found: Seen = {("the owner", "add"): self._that(self._add)}
            self.cursor.execute(f'SET LOCAL ROLE "{settings.SERVING_DATABASE["USER"]}"')
            for actor in ACTORS:
                self.cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, actor])
                found[actor, "read"] = self._read()
                found[actor, "add"] = self._that(self._add)
                found[actor, "change"] = self._that(self._change)
                found[actor, "remove"] = self._that(self._remove)
                found[actor, "move"] = {
                    (row, to.area)
                    for row in self.rows
                    for to in self.rows
                    if to.kind == row.kind and self._may(self._move, row, to)
                }
            return found

    def _make(self) -> None:
        """Rows first, while nothing is forbidden yet."""
        self.cursor.execute(
            f"CREATE TABLE probe AS SELECT *, '' AS mark FROM {self.table} WHERE false"  # noqa: S608
        )
        for row in self.rows:
            self._add(row)
        self.cursor.execute(_RULES, [self.table])
        for name, permissive, kind, roles, using, check in self.cursor.fetchall():
            clauses = f"USING ({using})" if using else ""
            clauses += f" WITH CHECK ({check})" if check else ""
            self.cursor.execute(
                f"CREATE POLICY {name} ON probe "
                f"AS {permissive} FOR {kind} TO {roles} {clauses}"
            )
        self.cursor.execute(_SWITCHES, [self.table])
        for is_on, what in zip(
            self.cursor.fetchone(), ("ENABLE", "FORCE"), strict=True
        ):
            if is_on:
                self.cursor.execute(f"ALTER TABLE probe {what} ROW LEVEL SECURITY")
        self.cursor.execute("GRANT ALL ON probe TO PUBLIC")
        self.cursor.execute("SELECT set_config(%s, '', true)", [SETTING])

    def _that(self, may: Callable[[Row], None]) -> set[Row]:
        return {row for row in self.rows if self._may(may, row)}

    def _may(self, do: Callable[..., None], *given: Row) -> bool:
        """Whether something is done, to one row; it is undone again."""
        try:
            with undone():
                do(*given)
                return self.cursor.rowcount == 1
        except ProgrammingError:
            return False

    def _read(self) -> set[Row]:
        self.cursor.execute("SELECT mark FROM probe")
        marks = {mark for (mark,) in self.cursor.fetchall()}
        return {row for row in self.rows if str(row) in marks}

    def _add(self, row: Row) -> None:
        values = {self.column: row.area, **self.kinds[row.kind], "mark": str(row)}
        places = ", ".join(["%s"] * len(values))
        self.cursor.execute(
            f"INSERT INTO probe ({', '.join(values)}) VALUES ({places})",  # noqa: S608
            list(values.values()),
        )

    def _change(self, row: Row) -> None:
        self._move(row, row)

    def _move(self, row: Row, to: Row) -> None:
        self.cursor.execute(
            f"UPDATE probe SET {self.column} = %s WHERE mark = %s",  # noqa: S608
            [to.area, str(row)],
        )

    def _remove(self, row: Row) -> None:
        self.cursor.execute("DELETE FROM probe WHERE mark = %s", [str(row)])
