import pytest
from django.apps import apps

from mutualaid.core.row_security import RowScope

MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("mutualaid.")
]


def columns(model) -> set[str]:
    return {field.column for field in model._meta.fields}


def names_an_area(model) -> bool:
    return "area_id" in columns(model) or hasattr(model, "ROW_AREA_COLUMN")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
class TestRowScope:
    def test_is_said_by_the_model_itself(self, model):
        """Which areas read and write its rows: see mutualaid/core/row_security.py."""
        assert isinstance(vars(model)["ROW_SCOPE"], RowScope)

    def test_is_the_installations_where_there_is_no_area(self, model):
        belongs_to_none = model.ROW_SCOPE is RowScope.INSTALLATION

        assert belongs_to_none != names_an_area(model)

    def test_names_a_column_that_is_there(self, model):
        if model.ROW_SCOPE is not RowScope.INSTALLATION:
            assert getattr(model, "ROW_AREA_COLUMN", "area_id") in columns(model)
