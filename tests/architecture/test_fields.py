import pytest
from django.apps import apps

# What a field holds about a person: nothing, something, or something the law guards most.
CLASSES = {"ordinary", "personal", "special"}
MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("mutualaid.")
]


def names(models) -> list[str]:
    return [model._meta.label for model in models]


class TestDataClasses:
    @pytest.mark.parametrize("model", MODELS, ids=names(MODELS))
    def test_name_every_field_and_no_other(self, model):
        fields = {field.name for field in model._meta.fields}
        fields |= {field.name for field in model._meta.many_to_many}

        assert set(model.DATA_CLASSES) == fields

    @pytest.mark.parametrize("model", MODELS, ids=names(MODELS))
    def test_use_the_three_words(self, model):
        assert set(model.DATA_CLASSES.values()) <= CLASSES

    def test_were_found(self):
        assert "accounts.User" in names(MODELS)
