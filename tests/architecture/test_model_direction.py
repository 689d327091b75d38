import pytest
from django.apps import apps
from layers import layer_of_packages, points_downwards

OURS = "mutualaid."


def package(model) -> str:
    return model._meta.app_config.name.removeprefix(OURS)


REFERENCES = [
    pytest.param(package(model), package(field.related_model), id=str(field))
    for model in apps.get_models(include_auto_created=True)
    for field in model._meta.get_fields()
    if field.is_relation
    and not field.auto_created
    and field.related_model
    and model._meta.app_config.name.startswith(OURS)
    and field.related_model._meta.app_config.name.startswith(OURS)
]


class TestForeignKeys:
    @pytest.mark.parametrize(("source", "target"), REFERENCES)
    def test_point_downwards(self, source, target):
        assert points_downwards(source, target)

    def test_were_found(self):
        assert REFERENCES


class TestPointsDownwards:
    @pytest.mark.parametrize(
        ("source", "target", "allowed"),
        [
            ("directory", "organisations", True),
            ("organisations", "directory", False),
            ("directory", "directory", True),
            ("config", "demo", True),
            ("accounts", "geography", False),
            ("core", "activity_log", False),
        ],
    )
    def test_follows_the_contract(self, source, target, allowed):
        assert points_downwards(source, target) is allowed

    def test_knows_every_app(self):
        ours = {a.name for a in apps.get_app_configs() if a.name.startswith(OURS)}

        assert {name.removeprefix(OURS) for name in ours} <= set(layer_of_packages())
