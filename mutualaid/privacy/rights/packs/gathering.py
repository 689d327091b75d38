"""Gathering a pack: every registered table's rows about one person, in plain words.

Whoever gathers one has written the log first (`looking.look`). It goes by the true person,
whatever screens show; of other people it holds no more than a role and a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Field, Model

from mutualaid.accounts.models import User
from mutualaid.core import clock
from mutualaid.privacy.models import AttachedCorrection, Person
from mutualaid.privacy.person_tables import PersonTable, Whose, exempt_tables, tables_of
from mutualaid.privacy.rights.person_rows import Cell, cell_of, rows_of

SHORT = 5  # columns


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a section; `because` says why a column is not shown."""

    name: str
    title: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and what the person says is wrong with it."""

    cells: tuple[Cell, ...]
    corrections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What one table says about the person."""

    table: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    withheld: tuple[Column, ...]

    @property
    def is_short(self) -> bool:
        """Whether its rows are many and small, so that each fits on a line."""
        has_corrections = any(row.corrections for row in self.rows)
        return len(self.rows) > 1 and len(self.columns) <= SHORT and not has_corrections

    def facts(self, row: Row) -> list[tuple[str, str]]:
        """What a row says, each with its title; what says nothing is left out."""
        said = zip(self.columns, row.cells, strict=True)
        return [(column.title, cell.words) for column, cell in said if cell.words]

    def reasons(self) -> list[str]:
        """Why something of the table is not shown; each reason once."""
        return list(dict.fromkeys(column.because for column in self.withheld))


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything, in the order of the registry; `corrections` are those about all of it."""

    reference: str
    made_at: datetime
    sections: tuple[Section, ...]
    corrections: tuple[str, ...]
    left_out: dict[str, str]


Corrections = dict[tuple[str, str], tuple[str, ...]]


def pack_of(owner: Person | User) -> Pack:
    """The pack of a client, or of a colleague who signs in."""
    whose = Whose.CLIENT if isinstance(owner, Person) else Whose.COLLEAGUE
    said = _corrections(owner) if isinstance(owner, Person) else {}
    return Pack(
        reference=owner.printed if isinstance(owner, Person) else owner.reference,
        made_at=clock.now(),
        sections=tuple(
            _section(table, owner, said)
            for table in sorted(tables_of(whose), key=_last)
        ),
        corrections=said.get(("", ""), ()),
        left_out=exempt_tables(),
    )


def _last(table: PersonTable) -> bool:
    """What was done about their data comes after what it is."""
    return table.model.startswith("privacy.")


def _section(table: PersonTable, owner: Person | User, said: Corrections) -> Section:
    columns = [each for each in table.columns() if each.name in table.shown]
    # In the order in which the registry tells them.
    columns.sort(key=lambda column: list(table.shown).index(column.name))
    return Section(
        table=table.model,
        title=str(table.title),
        columns=tuple(
            Column(each.name, title=str(table.shown[each.name])) for each in columns
        ),
        rows=tuple(
            Row(tuple(_cell(table, row, each) for each in columns), _about(row, said))
            for row in rows_of(table, owner)
        ),
        withheld=tuple(
            Column(name, because=str(because))
            for name, because in table.withheld.items()
        ),
    )


def _cell(table: PersonTable, row: Model, column: Field) -> Cell:
    cell = cell_of(row, column)
    if column.name in table.said and cell.words:
        return Cell(cell.value, table.said[column.name](cell.words))
    return cell


def _about(row: Model, said: Corrections) -> tuple[str, ...]:
    return said.get((row._meta.label, str(row.pk)), ())


def _corrections(person: Person) -> Corrections:
    """The person's own words by what they are about; the newest last."""
    found: Corrections = {}
    for each in AttachedCorrection.objects.filter(person=person):
        each.person = person
        key = (each.about, each.row)
        found[key] = (*found.get(key, ()), each.words("sealed_words"))
    return found


def filled(pack: Pack) -> Iterator[Section]:
    """The sections that say something."""
    return (section for section in pack.sections if section.rows)


def empty(pack: Pack) -> Iterator[Section]:
    return (section for section in pack.sections if not section.rows)
