import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.functional import Promise

from mutualaid.core.measures import Unit
from mutualaid.indicators import registry
from mutualaid.indicators.registry import all_indicators, find_indicator

INDICATORS = all_indicators()


@pytest.fixture
def declared(monkeypatch):
    """Stands in for what apps declare; what was remembered is put back afterwards."""

    def declare(**by_app) -> None:
        configs = [SimpleNamespace(name=f"mutualaid.{app}") for app in by_app]
        modules = {
            f"mutualaid.{app}.indicators": SimpleNamespace(INDICATORS=indicators)
            for app, indicators in by_app.items()
        }
        fake = SimpleNamespace(get_app_configs=lambda: configs)
        monkeypatch.setattr(registry, "apps", fake)
        monkeypatch.setattr(registry, "find_spec", modules.get)
        monkeypatch.setattr(registry, "import_module", modules.__getitem__)
        all_indicators.cache_clear()

    yield declare
    all_indicators.cache_clear()


def an_indicator(key: str):
    return replace(next(iter(INDICATORS.values())), key=key)


class TestAllIndicators:
    def test_are_found_in_every_app_that_declares_some(self, declared):
        declared(later=[an_indicator("later.b")], early=[an_indicator("early.a")])

        assert list(all_indicators()) == ["early.a", "later.b"]

    def test_share_no_key(self, declared):
        declared(one=[an_indicator("x.y")], other=[an_indicator("x.y")])

        with pytest.raises(ValueError, match=r"share a key: x\.y"):
            all_indicators()

    def test_are_found_by_key(self):
        assert find_indicator("directory.list_use") is INDICATORS["directory.list_use"]
        assert find_indicator("accompaniment.days_to_match") is None


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=list(INDICATORS))
class TestIndicator:
    def test_has_the_name_of_its_app_in_its_key(self, indicator):
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", indicator.key)
        app = indicator.measure.__module__.split(".")[1]
        assert indicator.key.partition(".")[0] == app
        assert len(indicator.key) <= 80

    def test_leads_to_a_page(self, indicator):
        assert reverse(indicator.link).startswith("/")

    def test_says_in_words_to_be_translated_what_it_is(self, indicator):
        for words in (indicator.title, indicator.counted, indicator.numerator):
            assert isinstance(words, Promise)
            assert str(words)

    def test_has_a_denominator_if_it_is_a_share_and_else_none(self, indicator):
        is_share = indicator.unit is Unit.SHARE

        assert bool(str(indicator.denominator)) == is_share
        assert indicator.most is None or not is_share
