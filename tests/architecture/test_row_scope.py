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


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
class TestRowScope:
    def test_is_said_by_the_model_itself(self, model):
        """Which areas read and write its rows: see mutualaid/core/row_security.py."""
        assert isinstance(vars(model)["ROW_SCOPE"], RowScope)

    def test_is_the_installations_only_without_an_area(self, model):
        has_area = bool(columns(model) & {"area_id", "chain"})
        is_area = model.ROW_SCOPE is RowScope.AREA

        assert has_area or is_area or model.ROW_SCOPE is RowScope.INSTALLATION
        assert not (has_area and model.ROW_SCOPE is RowScope.INSTALLATION)

    def test_names_a_column_that_is_there(self, model):
        if model.ROW_SCOPE is not RowScope.INSTALLATION:
            assert getattr(model, "ROW_AREA_COLUMN", "area_id") in columns(model)
