"""Puts a mutant in its place, in this process and for good, and finds what code it changes."""

import gc
import inspect
import sys
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType
from typing import Any

from every_check import WeakerDoor, routes
from mutants import Mutant, codes_in


def apply(mutant: Mutant | WeakerDoor) -> None:
    """Make the mutant true."""
    if isinstance(mutant, WeakerDoor):
        for pattern in routes():
            if str(pattern.name) == mutant.route:
                pattern.callback.door = mutant.door
    elif mutant.is_constant:
        _replace_constant(mutant)
    else:
        function_of(mutant).__code__ = mutant.code


def function_of(mutant: Mutant) -> Any:
    """The plain function that a mutant changes, beneath its decorators."""
    found: Any = sys.modules[mutant.module]
    for name in mutant.name.split("."):
        found = inspect.getattr_static(found, name)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    return inspect.unwrap(found)


def _replace_constant(mutant: Mutant) -> None:
    """In every module that has it, by whatever name."""
    module = sys.modules[mutant.module]
    old, new = getattr(module, mutant.name), eval(mutant.code, vars(module))  # noqa: S307
    for each in list(sys.modules.values()):
        if each.__name__.startswith("mutualaid."):
            for name, value in list(vars(each).items()):
                if value is old and type(value) not in (bool, int, str):
                    setattr(each, name, new)


def codes_of(
    mutants: Iterable[Mutant | WeakerDoor],
) -> dict[Mutant | WeakerDoor, set[CodeType]]:
    """For each, the code that it changes, or that reads the constant it changes."""
    ours = list(_our_codes())
    found: dict[Mutant | WeakerDoor, set[CodeType]] = {}
    for mutant in mutants:
        if isinstance(mutant, WeakerDoor):
            found[mutant] = set()
        elif mutant.is_constant:
            found[mutant] = {code for code in ours if mutant.name in code.co_names}
        else:
            found[mutant] = {function_of(mutant).__code__}
    return found


def _our_codes() -> Iterator[CodeType]:
    for each in gc.get_objects():
        # What stands in for something else says that it is whatever it stands for.
        if type(each) is FunctionType and _is_ours(each):
            yield each.__code__
            yield from codes_in(each.__code__)


def _is_ours(function: FunctionType) -> bool:
    return (function.__module__ or "").startswith("mutualaid.")
