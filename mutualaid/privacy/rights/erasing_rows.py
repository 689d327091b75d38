"""What erasing a shelf takes from each table of the registry, and how it is told beforehand."""

from collections.abc import Collection, Iterator
from typing import Any

from mutualaid.privacy.erasing import register_eraser
from mutualaid.privacy.models import (
    SHELF_NAMES,
    Person,
    RightsKind,
    RightsStatus,
)
from mutualaid.privacy.person_tables import PersonTable, Whose, tables_of
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf

from .person_rows import rows_of, sealed_columns

# Nothing keeps these; the rest is a care record, which has its time.
GOES_AT_ONCE = frozenset({Shelf.CONTACT, Shelf.COMPANY, Shelf.JOURNAL})
SHELVES_OF_PEOPLE = tuple(SHELF_NAMES)


@register_eraser
def erase_rows(person: Person, shelves: Collection[Shelf]) -> int:
    """Delete the rows of these shelves, and empty their columns in rows that stay."""
    _hold_records(person)
    gone = 0
    for table in tables_of(Whose.CLIENT):
        rows = rows_of(table, person)
        if table.shelf in shelves:
            gone += rows.count()
            table.table()._default_manager.filter(pk__in=list(_keys(rows))).delete()
        elif emptied := dict(_emptied(table, shelves)):
            keys = list(_keys(rows))
            table.table()._default_manager.filter(pk__in=keys).update(**emptied)
    return gone


def _hold_records(person: Person) -> None:
    """Wait for whoever is changing a record just now, or rows they add would be left over."""
    for table in tables_of(Whose.CLIENT):
        model = table.table()
        if model._meta.pk.related_model is Person:
            rows = model._default_manager.select_for_update(of=("self",))
            rows.filter(pk=person.pk).first()


@register_eraser
def strip_requests(person: Person, shelves: Collection[Shelf]) -> int:
    """With the whole person goes every request; what asked for just that leaves its dates."""
    if set(shelves) != set(EVERY_SHELF):
        return 0
    carried_out = {"kind": RightsKind.ERASURE, "status": RightsStatus.ANSWERED}
    return person.rights_requests.exclude(**carried_out).delete()[0]


def _keys(rows: object) -> Iterator[object]:
    yield from rows.values_list("pk", flat=True)  # type: ignore[attr-defined]


def _emptied(
    table: PersonTable, shelves: Collection[Shelf]
) -> Iterator[tuple[str, object]]:
    for column in sealed_columns(table):
        if column.shelf in shelves:
            yield column.name, b""
    for name, shelf in table.emptied.items():
        if shelf in shelves:
            yield name, _nothing(table.table()._meta.get_field(name))


def _nothing(column: Any) -> object:
    """What a column says when it says nothing."""
    if column.has_default():
        return column.get_default()
    return None if column.null else ""


def shelves_in_use(person: Person) -> dict[Shelf, list[str]]:
    """For each shelf, what of it there is, by the names that people read."""
    found: dict[Shelf, list[str]] = {shelf: [] for shelf in SHELVES_OF_PEOPLE}
    for table in tables_of(Whose.CLIENT):
        if not rows_of(table, person).exists():
            continue
        if table.shelf in found:
            found[table.shelf].append(str(table.title))
        for column in sealed_columns(table):
            if column.shelf in found and column.name in table.shown:
                named = f"{table.title}: {table.shown[column.name]}"
                found[column.shelf].append(named)
    return found
