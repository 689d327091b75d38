"""Every indicator there is. An app declares its own as INDICATORS in a module `indicators`."""

from collections import Counter
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from mutualaid.core.measures import Indicator


@cache
def all_indicators() -> dict[str, Indicator]:
    """By key, in its order. Raises ValueError where two have the same."""
    found = [
        indicator
        for app in apps.get_app_configs()
        if app.name.startswith("mutualaid.") and find_spec(f"{app.name}.indicators")
        for indicator in import_module(f"{app.name}.indicators").INDICATORS
    ]
    twice = [
        key for key, count in Counter(each.key for each in found).items() if count > 1
    ]
    if twice:
        raise ValueError(f"Two indicators share a key: {', '.join(twice)}.")
    return {each.key: each for each in sorted(found, key=lambda each: each.key)}


def find_indicator(key: str) -> Indicator | None:
    """The one with this key; None where its feature is not built."""
    return all_indicators().get(key)
