"""Which code decides who may do what, and every mutant of it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from mutants import Mutant, Target, dropped_guards, parsed, targets, wrong_checks

from mutualaid.core.access import Door, door_of

# Ways of asking for rows that stand in for a check, beside those that are told who asks.
SCOPES = frozenset(
    {
        "_able_to_read",
        "_kept_by_nobody",
        "active",
        "by_actor",
        "current_or_coming",
        "held",
        "in_force",
        "not_about",
        "of_area",
        "of_sign_ins",
        "posts_of",
        "shown",
    }
)
# Modules of which every function is a check.
DOORS = (
    "mutualaid.accounts.middleware",
    "mutualaid.organisations.middleware",
    "mutualaid.organisations.wearing",
)
NOT_DOORS = frozenset({"KnownHosts", "__init__", "put_on"})
WEAKER = {
    Door.HAT: (Door.SIGNED_IN, Door.ONE_FACTOR, Door.PUBLIC),
    Door.SIGNED_IN: (Door.ONE_FACTOR, Door.PUBLIC),
    Door.ONE_FACTOR: (Door.PUBLIC,),
    Door.PUBLIC: (),
}


@dataclass(frozen=True)
class WeakerDoor:
    """A view that opens to more people than it should."""

    route: str
    door: Door

    @property
    def key(self) -> str:
        return f"route {self.route}: {self.door}"

    @property
    def address(self) -> str:
        return self.key

    diff = ""


def every_mutant() -> Iterator[Mutant | WeakerDoor]:
    """Those of permissions, scopes, doors and views, in that order."""
    for name in sorted(our_modules()):
        module, tree = parsed(name)
        for target in targets(module, tree):
            yield from _mutants_of(name, target)
    yield from weaker_doors()


def our_modules() -> Iterator[str]:
    """Those of ours that serving loads."""
    list(routes())
    for name in sorted(sys.modules):
        parts = name.split(".")
        if parts[0] == "mutualaid" and not {"tests", "cli", "demo"} & set(parts):
            yield name


def _mutants_of(module: str, target: Target) -> Iterator[Mutant]:
    parts = module.split(".")
    is_scope = "models" in parts and _is_scope(target)
    is_door = module in DOORS and not NOT_DOORS & set(target.name.split("."))
    if "permissions" in parts or is_scope or is_door:
        yield from target.mutants(wrong_checks(target))
    elif "views" in parts:
        yield from target.mutants(dropped_guards(target))


def _is_scope(target: Target) -> bool:
    """What is told who asks, or is listed above."""
    arguments = getattr(target.node, "args", None)
    is_told = arguments and "hat" in {each.arg for each in arguments.args}
    return bool(is_told) or target.name.rpartition(".")[2] in SCOPES


def routes() -> Iterator[URLPattern]:
    """Every route of the site."""
    waiting = [get_resolver()]
    while waiting:
        for entry in waiting.pop().url_patterns:
            if isinstance(entry, URLPattern):
                yield entry
            else:
                waiting.append(entry)


def weaker_doors() -> Iterator[WeakerDoor]:
    for pattern in routes():
        for door in WEAKER[door_of(pattern.callback)]:
            yield WeakerDoor(str(pattern.name), door)
