"""Reading the rows about somebody by the registry: which they are, and what each column says."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Field, ForeignKey, JSONField, Model, Q, QuerySet
from django.utils.translation import gettext

from mutualaid.accounts.models import User
from mutualaid.core import clock
from mutualaid.design_system.dates import clock_time, full_date
from mutualaid.organisations.models import Membership
from mutualaid.privacy.models import Person
from mutualaid.privacy.person_tables import PersonTable, Whose
from mutualaid.privacy.sealing import Damaged, SealedField, SealedModel
from mutualaid.privacy.vault import NoKey

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of one row: the value for programs, and the words for people."""

    value: Plain
    words: str


def rows_of(table: PersonTable, owner: Person | User) -> QuerySet[Any]:
    """Every row of a table that is about somebody, the oldest first."""
    if not isinstance(owner, _owner_of(table.whose)):
        raise TypeError(f"{table.model} is about a {table.whose}.")
    ways = (Q(**{path: owner.pk}) for path in table.paths)
    found = table.table()._default_manager.filter(reduce(or_, ways))
    return found.select_related(*_joined(table)).order_by("pk")


def _owner_of(whose: Whose) -> type[Model]:
    return Person if whose is Whose.CLIENT else User


def _joined(table: PersonTable) -> Iterator[str]:
    """What opening a row's seals and naming its colleagues would otherwise fetch one by one."""
    if table.whose is Whose.CLIENT:
        yield from (path for path in table.paths if path != "pk")
    for column in table.columns():
        if column.name in table.shown and isinstance(column, ForeignKey):
            yield column.name
            if column.related_model is Membership:
                yield from (f"{column.name}__service", f"{column.name}__area")


def cell_of(row: Model, column: Field) -> Cell:
    """What a column says."""
    if isinstance(column, SealedField):
        return _plain(_opened(row, column))
    value = getattr(row, column.name)
    if isinstance(column, ForeignKey):
        return _plain(_named(value))
    if column.choices and value not in (None, ""):
        chosen = str(getattr(row, f"get_{column.name}_display")())
        return Cell(value, chosen)
    if isinstance(column, JSONField):
        return _plain(json.dumps(value, ensure_ascii=False) if value else "")
    return _told(value)


def _opened(row: Model, column: SealedField) -> str:
    """What was erased on its own says so; the rest of the row is still theirs."""
    if not isinstance(row, SealedModel):
        raise TypeError(f"{column} is sealed, and its row has no key.")
    try:
        return row.words(column.name)
    except NoKey:
        return gettext("Erased.")
    except Damaged:
        return gettext("This cannot be read any more. Ask us about it.")


def _named(other: Model | None) -> str:
    """Colleagues by what they do and where, never by name; places by name."""
    if other is None:
        return ""
    if isinstance(other, Membership):
        return f"{other.role_name()}, {other.place()}"
    if isinstance(other, User | Person):
        return gettext("Somebody else")
    return str(getattr(other, "name", other))


def _told(value: Any) -> Cell:
    if value is None or isinstance(value, str):
        return _plain(value or "")
    if isinstance(value, bool):
        return Cell(value, gettext("Yes") if value else gettext("No"))
    if isinstance(value, datetime):
        local = value.astimezone(clock.LOCAL_ZONE)
        when = {"day": full_date(local.date()), "time": clock_time(local.time())}
        return Cell(value.isoformat(), gettext("%(day)s at %(time)s") % when)
    if isinstance(value, date):
        return Cell(value.isoformat(), full_date(value))
    if isinstance(value, int | float):
        return Cell(value, str(value))
    return _plain(str(value))


def _plain(text: str) -> Cell:
    return Cell(text, text)


def sealed_columns(table: PersonTable) -> Iterable[SealedField]:
    """The columns of a table that are sealed, shown or not."""
    return [column for column in table.columns() if isinstance(column, SealedField)]
