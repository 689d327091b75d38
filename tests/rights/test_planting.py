"""Every text about a client is sealed; what is not is a key, a day or a choice."""

import pytest
from django.db import models
from planting import NO_TEXT, Planted, Town

from mutualaid.privacy.person_tables import Whose, tables_of

TEXTS = (models.CharField, models.TextField, models.JSONField)


@pytest.mark.parametrize(
    "table", tables_of(Whose.CLIENT), ids=lambda table: table.model
)
def test_no_text_about_a_client_is_plain(table):
    plain = {
        column.name
        for column in table.table()._meta.concrete_fields
        if isinstance(column, TEXTS) and not column.choices and not column.related_model
    }

    assert plain <= NO_TEXT


@pytest.mark.django_db
def test_every_table_gets_a_row(settings, tmp_path):
    settings.VAULT_DIR = tmp_path / "vault"

    planted = Planted(Town("qa"))

    assert {row._meta.label for row in planted.rows} == {
        table.model for table in tables_of(Whose.CLIENT)
    }
    assert len(planted.words) > 10
