"""Asks the requests that a mutant could change, likely ones first."""

import random
import re
from collections.abc import Iterator, Sequence
from types import CodeType
from typing import Any

from checker import Case, every_case, expected_of, mismatches
from every_check import WeakerDoor
from forked import each_in_time, in_child
from in_place import apply
from matrix import Outcome, matrix
from mutants import Mutant
from watching import Watched
from world import World

from mutualaid.organisations.roles import Role

NAMED = re.compile(r"\bRole\.(\w+)")


class Requests:
    """One of each, and which sorts of them run which code, found by watching."""

    def __init__(self, world: World, only: Sequence[str] = ()) -> None:
        self.world = world
        self.cases = _one_of_each(world, only)
        self.sorts = [_sort(case) for case in self.cases]
        self.sorts_of: dict[CodeType, set] = {}

    def watch(self, codes: set[CodeType]) -> Iterator[str]:
        """Make one of each sort; the mismatches that are there without any mutant."""
        for sort, case in dict(zip(self.sorts, self.cases, strict=True)).items():
            with Watched(codes) as watched:
                found = list(mismatches(self.world, [case]))
            yield from map(str, found)
            for code in watched.seen:
                self.sorts_of.setdefault(code, set()).add(sort)

    def likely_first(
        self, mutant: Mutant | WeakerDoor, codes: set[CodeType]
    ) -> list[Case]:
        """Those of the routes that it could change.

        First come those of a role that it names, and of a sort that surely runs it.
        """
        if isinstance(mutant, WeakerDoor):
            return [case for case in self.cases if case.route.name == mutant.route]
        sorts = set().union(*(self.sorts_of.get(code, set()) for code in codes))
        names = {name for name, _, _ in sorts}
        roles = {Role[name].value for name in NAMED.findall(mutant.what)}

        def unlikeliness(both: tuple[Any, Case]) -> tuple[bool, bool]:
            sort, case = both
            held = case.person.membership
            return not (held and held.role in roles), sort not in sorts

        both = zip(self.sorts, self.cases, strict=True)
        found = [(sort, case) for sort, case in both if sort[0] in names]
        return [case for _, case in sorted(found, key=unlikeliness)]

    def first_noticing(self, mutant: Mutant | WeakerDoor, cases: Sequence[Case]) -> str:
        """The first that is answered otherwise; asked in a child that then ends."""

        def ask() -> str:
            apply(mutant)
            return str(next(mismatches(self.world, each_in_time(cases)), ""))

        told = in_child(ask) if cases else ""
        return "no answer to a request" if told is None else told


def _one_of_each(world: World, only: Sequence[str]) -> list[Case]:
    """Every route, kind of thing, relation and kind of person together once, in random order.

    Looking, and sending a valid form; the rest makes no difference to a check.
    """
    routes = matrix().routes
    wanted = [routes[name] for name in only or routes]
    found: dict[Any, Case] = {}
    for case in every_case(world, wanted):
        if case.method == "GET" or case.filled == "valid":
            found.setdefault(case.values[:4], case)
    cases = list(found.values())
    random.Random(1).shuffle(cases)  # noqa: S311
    return cases


def _sort(case: Case) -> tuple[str, str, str]:
    """What is watched once: a route for each to whom it shows something, and each other answer."""
    answer = expected_of(case, matrix())
    is_shown = case.method == "GET" and answer is Outcome.OK
    who = case.person.who if is_shown else answer
    return case.route.name, case.method, who
