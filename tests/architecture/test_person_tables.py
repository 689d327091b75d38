"""The registry of what is kept about people holds every table that could lead to one."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from mutualaid.accounts.models import User
from mutualaid.organisations.models import Membership
from mutualaid.privacy.models import Person
from mutualaid.privacy.person_tables import (
    Goes,
    PersonTable,
    Whose,
    known_tables,
    tables_of,
)
from mutualaid.privacy.sealing import SealedField

PEOPLE = {Whose.CLIENT: Person, Whose.COLLEAGUE: User}
NAMES_SOMEBODY = (User, Membership, Person)
REGISTERED = [table for whose in Whose for table in tables_of(whose)]


def leading_to_people(tables: list[type[models.Model]]) -> Iterator[str]:
    """The tables with a key to somebody or to a row that hangs on them, or words about them."""
    of_clients = {Person}
    while grown := {
        table
        for table in tables
        if table not in of_clients and of_clients & set(_deleted_with(table))
    }:
        of_clients |= grown
    for table in tables:
        if table in of_clients or _is_about_somebody(table):
            yield table._meta.label


def _deleted_with(table: type[models.Model]) -> Iterator[type[models.Model]]:
    """What takes the rows of this table with it."""
    for column in table._meta.concrete_fields:
        if column.remote_field and column.remote_field.on_delete is models.CASCADE:
            yield column.related_model


def _is_about_somebody(table: type[models.Model]) -> bool:
    classes = set(getattr(table, "DATA_CLASSES", {}).values())
    return bool(classes - {"ordinary"}) or any(
        isinstance(column, SealedField | models.EmailField)
        or column.related_model in NAMES_SOMEBODY
        for column in table._meta.concrete_fields
    )


def owner_at(table: PersonTable, path: str) -> type[models.Model]:
    """Where a path leads; raises FieldDoesNotExist."""
    model = table.table()
    for step in path.split("__") if path != "pk" else ():
        model = model._meta.get_field(step).related_model
    return model


def unlisted(tables: list[type[models.Model]]) -> set[str]:
    return set(leading_to_people(tables)) - set(known_tables())


def untold(table: PersonTable) -> set[str]:
    """Columns that are neither shown nor withheld, and what is told of no column."""
    columns = {column.name for column in table.columns()}
    return columns ^ (set(table.shown) | set(table.withheld))


class Unlisted(models.Model):
    """A table that nobody registered."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        app_label = "privacy"
        managed = False

    def __str__(self) -> str:
        return "Unlisted"


apps.all_models["privacy"].pop("unlisted")


class TestEveryTable:
    def test_that_leads_to_people_is_registered_or_exempt(self):
        tables = list(apps.get_models(include_auto_created=True))

        assert not unlisted(tables), "see mutualaid/privacy/person_tables.py"

    def test_is_noticed_if_nobody_registered_it(self):
        assert unlisted([Unlisted]) == {"privacy.Unlisted"}

    def test_that_is_known_is_there(self):
        labels = {
            each._meta.label for each in apps.get_models(include_auto_created=True)
        }

        assert set(known_tables()) <= labels

    def test_says_why_it_is_exempt(self):
        assert all(known_tables().values())


@pytest.mark.parametrize("table", REGISTERED, ids=lambda table: table.model)
class TestRegisteredTable:
    def test_leads_to_the_person(self, table):
        for path in table.paths:
            assert owner_at(table, path) is PEOPLE[table.whose]

    def test_shows_each_column_or_says_why_not(self, table):
        assert not untold(table)

    def test_shows_no_column_twice(self, table):
        assert not set(table.shown) & set(table.withheld)
        assert all(map(str, (*table.shown.values(), *table.withheld.values())))

    def test_says_why_it_does_not_go_at_once(self, table):
        assert bool(str(table.because)) is (table.goes is not Goes.AT_ONCE)

    def test_empties_columns_that_are_there(self, table):
        for name in table.emptied:
            assert table.table()._meta.get_field(name)


class TestRegistry:
    def test_notices_a_way_that_leads_nowhere(self):
        wrong = PersonTable(
            model="privacy.Look",
            path="client__person",
            whose=Whose.CLIENT,
            title="",
            shown={},
        )

        with pytest.raises(FieldDoesNotExist):
            owner_at(wrong, "client__person")
        assert untold(wrong) >= {"looked_at", "membership"}
