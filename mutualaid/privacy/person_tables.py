"""The registry of every table that points at a person, which rights and retention go by.

Each app registers its own in a module `person_tables`, found at the start; those of apps below
this one stand in `tables_below`. A table that nobody registered fails a test.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise

from .shelves import Shelf

Words = str | Promise


class Whose(StrEnum):
    """Whom the rows are about."""

    CLIENT = "client"
    COLLEAGUE = "colleague"


class Goes(StrEnum):
    """When somebody asks to be forgotten."""

    AT_ONCE = "at once"  # nothing keeps it
    WITH_THE_RECORD = "with the record"  # once the record's time is over
    STAYS = "stays"  # names nobody by then, or is somebody else's


@dataclass(frozen=True, slots=True)
class PersonTable:
    """One table: how its rows lead to the person, what of it the person gets, when it goes.

    `shown` and `withheld` together name every column that is not a key; `withheld` says why.
    A table with a `shelf` loses its rows when that shelf is erased. Others lose the sealed
    columns of that shelf, and the columns that `emptied` says go with it.
    """

    model: str  # "clients.Commitment"
    # From a row to the person: "client__person", or to the account: "user"; or several ways.
    path: str | tuple[str, ...]
    whose: Whose
    title: Words
    shown: Mapping[str, Words]
    withheld: Mapping[str, Words] = field(default_factory=dict)
    shelf: Shelf | None = None
    goes: Goes = Goes.WITH_THE_RECORD
    because: Words = ""  # why it does not go at once
    emptied: Mapping[str, Shelf] = field(default_factory=dict)
    # How a key that stands in a column is said in words, where the column does not know it.
    said: Mapping[str, Callable[[str], str]] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.path,) if isinstance(self.path, str) else self.path

    def table(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.model)

    def columns(self) -> Iterator[Field]:
        """Every column that is not a key: neither the row's own, nor the way to the person."""
        steps = {path.partition("__")[0] for path in self.paths}
        for column in self.table()._meta.concrete_fields:
            if not column.primary_key and column.name not in {"area", *steps}:
                yield column


_tables: dict[tuple[str, Whose], PersonTable] = {}
_exempt: dict[str, Words] = {}


def register_table(table: PersonTable) -> None:
    """Add a table. Raises ValueError where it is there already."""
    if (table.model, table.whose) in _tables or table.model in _exempt:
        raise ValueError(f"{table.model} is registered already.")
    _tables[table.model, table.whose] = table


def exempt_table(model: str, because: Words) -> None:
    """A table that points at people and yet is no part of their own data; says why."""
    if model in known_tables():
        raise ValueError(f"{model} is registered already.")
    _exempt[model] = because


def tables_of(whose: Whose) -> list[PersonTable]:
    """The tables with rows about clients, or about colleagues."""
    return [table for table in _tables.values() if table.whose is whose]


def known_tables() -> dict[str, str]:
    """Every registered table, with what it is called or why it is exempt."""
    named = {model: str(table.title) for (model, _), table in _tables.items()}
    return {**named, **{model: str(because) for model, because in _exempt.items()}}


def exempt_tables() -> dict[str, str]:
    """The tables that are no part of anybody's own data, with the reason."""
    return {model: str(because) for model, because in _exempt.items()}
