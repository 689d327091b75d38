"""The statements that actions are about. The app that has them says so in a module `statements`.

The plan lies below the self-assessment, so that it asks the apps there are and names none.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

OWN = __package__
# Before more people are sent to groups, somebody looks whether there is room for them.
RAISES_DEMAND = ("2.3", "4.")


def known_statements() -> Mapping[str, str]:
    """Each statement's key and short name, in their order."""
    return {
        key: short
        for module in _modules()
        for key, short in module.current_statements().items()
    }


@cache
def _modules() -> list[Any]:
    names = [
        f"{app.name}.statements"
        for app in apps.get_app_configs()
        if app.name.startswith("mutualaid.") and app.name != OWN
    ]
    return [import_module(name) for name in names if find_spec(name)]


def raises_demand(keys: tuple[str, ...]) -> bool:
    """Whether working on these sends more people to groups."""
    return any(key.startswith(RAISES_DEMAND) for key in keys)
