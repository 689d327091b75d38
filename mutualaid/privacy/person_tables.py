"""The registry of every table that points at a person, which rights and retention go by.

Each app registers its own in a module `person_tables`, found at the start; a table that nobody
registered fails a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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
    """

    model: str  # "clients.Commitment"
    path: str  # from a row to the person: "client__person", or to the account: "user"
    whose: Whose
    title: Words
    shown: Mapping[str, Words]
    withheld: Mapping[str, Words] = field(default_factory=dict)
    shelf: Shelf | None = None
    goes: Goes = Goes.WITH_THE_RECORD
    because: Words = ""  # why it does not go at once


_tables: dict[str, PersonTable] = {}
_exempt: dict[str, str] = {}


def register_table(table: PersonTable) -> None:
    """Add a table. Raises ValueError where it is there already."""
    if table.model in _tables or table.model in _exempt:
        raise ValueError(f"{table.model} is registered already.")
    _tables[table.model] = table


def exempt_table(model: str, because: str) -> None:
    """A table that points at people and yet is no part of their own data; says why."""
    if model in _tables or model in _exempt:
        raise ValueError(f"{model} is registered already.")
    _exempt[model] = because


def tables_of(whose: Whose) -> list[PersonTable]:
    """The tables with rows about clients, or about colleagues."""
    return [table for table in _tables.values() if table.whose is whose]


def known_tables() -> dict[str, str]:
    """Every registered table, with what it is called or why it is exempt."""
    named = {model: str(table.title) for model, table in _tables.items()}
    return {**named, **_exempt}
