"""Tries every mutant in a process of its own and tells which ones nobody noticed.

    python tests/permissions/trials.py --jobs 2   all of them
    python tests/permissions/trials.py --some 20  an even spread
    python tests/permissions/trials.py --listed FILE  those whose addresses stand in it, a line each

Prints a line of JSON for each. A mutant is noticed if a request is then answered otherwise than the matrix says,
or if one of the tests of the app that holds it no longer passes.
"""

import argparse
import inspect
import json
import logging
import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

import alone

SHOWN = 300
NAMED = re.compile(r"\bRole\.(\w+)")
# How many of the requests that a mutant could change are made before its app's tests are run.
FEW = 1_500


@dataclass(frozen=True)
class Trial:
    """What became of a mutant; `by` is empty where nobody noticed."""

    key: str
    diff: str
    by: str


def function_of(mutant: Any) -> Any:
    """The plain function that a mutant changes, beneath its decorators."""
    found: Any = sys.modules[mutant.module]
    for name in mutant.name.split("."):
        found = inspect.getattr_static(found, name)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    return inspect.unwrap(found)


def apply(mutant: Any) -> None:
    """Make the mutant true, in this process and for good."""
    if isinstance(mutant, WeakerDoor):
        for pattern in routes():
            if str(pattern.name) == mutant.route:
                pattern.callback.door = mutant.door
    elif mutant.is_constant:
        _replace_constant(mutant)
    else:
        function_of(mutant).__code__ = mutant.code


def _replace_constant(mutant: Any) -> None:
    module = sys.modules[mutant.module]
    old, new = getattr(module, mutant.name), eval(mutant.code, vars(module))  # noqa: S307
    for each in list(sys.modules.values()):
        if each.__name__.startswith("mutualaid."):
            for name, value in list(vars(each).items()):
                if value is old and type(value) not in (bool, int, str):
                    setattr(each, name, new)


def one_of_each(world: "World") -> list["Case"]:
    """Every route, kind of thing, relation and kind of person together once, in random order.

    Looking, and sending a valid form; the rest makes no difference to a check.
    """
    found: dict[Any, Case] = {}
    for case in every_case(world, matrix().routes.values()):
        if case.method == "GET" or case.filled == "valid":
            found.setdefault(case.values[:4], case)
    cases = list(found.values())
    random.Random(1).shuffle(cases)  # noqa: S311
    return cases


def _sort(case: "Case") -> tuple[str, str, str]:
    """What is watched once: a route for each whom it lets in, and for each refusal."""
    answer = expected_of(case, matrix())
    who = case.person.who if answer is Outcome.OK else answer
    return case.route.name, case.method, who


class Reach:
    """Which sorts of request run which code, found by watching one of each."""

    def __init__(self, world: "World", cases: Sequence["Case"], codes: set[CodeType]):
        self.world, self.cases, self.codes = world, cases, codes
        self.sorts = [_sort(case) for case in cases]
        self.sorts_of: dict[CodeType, set] = {code: set() for code in codes}

    def watch(self, *, is_brief: bool) -> list[str]:
        """Make the requests; the mismatches that are there without any mutant.

        In brief, a route is watched for one of those whom it lets in: who comes along the same
        way runs the same checks.
        """
        found: list[str] = []
        chosen = dict(zip(self.sorts, self.cases, strict=True))
        if is_brief:
            one_let_in = {sort[:2]: sort for sort in chosen if sort[2] in Role.values}
            chosen = {
                sort: case
                for sort, case in chosen.items()
                if sort[2] not in Role.values or one_let_in[sort[:2]] == sort
            }
        for sort, case in chosen.items():
            seen: set[CodeType] = set()

            def watched(frame: Any, event: str, _: Any, seen: set = seen) -> None:
                if event == "call" and frame.f_code in self.codes:
                    seen.add(frame.f_code)

            sys.setprofile(watched)
            try:
                found += [str(each) for each in mismatches(self.world, [case])]
            finally:
                sys.setprofile(None)
            for code in seen:
                self.sorts_of[code].add(sort)
        return found

    def cases_for(self, mutant: Any) -> list["Case"]:
        """The requests that this mutant could change, likely ones first.

        Those of a role that it names, and of a sort that surely runs it.
        """
        if isinstance(mutant, WeakerDoor):
            return [case for case in self.cases if case.route.name == mutant.route]
        sorts = set().union(*(self.sorts_of[code] for code in self._codes_of(mutant)))
        names = {name for name, _, _ in sorts}
        roles = {Role[name] for name in NAMED.findall(mutant.what)}

        def unlikeliness(both: tuple[Any, Case]) -> tuple[bool, bool]:
            sort, case = both
            held = case.person.membership
            return not (held and held.role in roles), sort not in sorts

        both = zip(self.sorts, self.cases, strict=True)
        found = [(sort, case) for sort, case in both if sort[0] in names]
        return [case for _, case in sorted(found, key=unlikeliness)]

    def _codes_of(self, mutant: Any) -> list[CodeType]:
        if not mutant.is_constant:
            return [function_of(mutant).__code__]
        return [code for code in self.codes if mutant.name in code.co_names]


def tried_by_requests(world: "World", mutant: Any, cases: Sequence["Case"]) -> str:
    """The first request that is answered otherwise; asked in a child that then ends."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        _try_and_end(world, mutant, cases, write)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def _try_and_end(
    world: "World", mutant: Any, cases: Sequence["Case"], write: int
) -> None:
    told = ""
    try:
        apply(mutant)
        told = str(next(iter(mismatches(world, cases)), ""))
    except BaseException as error:
        told = f"{type(error).__name__} instead of an answer"
    os.write(write, told.encode()[:4000])
    os._exit(0)


def tried_by_tests(mutant: Any) -> str:
    """The first of the app's own tests that no longer passes with the mutant in place."""
    if isinstance(mutant, WeakerDoor):
        return ""
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", "-p",
         "no:randomly", "-p", "mutant_in_place", "-m", "not browser and not figures",
         *map(str, _nearest_tests(mutant))],
        cwd=alone.ROOT,
        env={**os.environ, "MUTANT": mutant.address, "PYTHONPATH": _paths()},
        capture_output=True,
        text=True,
    )  # fmt: skip
    lines = told.stdout.splitlines()
    failed = [
        line
        for line in lines
        if line.startswith(("FAILED ", "ERROR tests", "ERROR mutualaid"))
    ]
    return failed[0] if failed else ""


def _nearest_tests(mutant: Any) -> list[Path]:
    """The app's tests, those that speak most of what was changed first."""
    parts = mutant.module.split(".")
    tests = (alone.ROOT / "mutualaid" / parts[1] / "tests").glob("test_*.py")
    words = {*mutant.name.split("."), *parts[2:]}

    def nearness(file: Path) -> tuple[int, str]:
        text = file.read_text("utf-8")
        return -sum(
            text.count(word) + (word in file.stem) * 20 for word in words
        ), file.stem

    return sorted(tests, key=nearness)


def _paths() -> str:
    return os.pathsep.join([str(alone.ROOT), str(Path(__file__).parent)])


def try_all(some: int, jobs: int, requests_only: bool, listed: str) -> None:
    """All mutants, those listed, or an even spread of `some`, and what became of each."""
    # The library has threads of its own, which a fork does not take along.
    lists.pdf_of = lambda _told: b"%PDF-"
    every = list(every_mutant())
    if listed:
        wanted = set(Path(listed).read_text("utf-8").splitlines())
        every = [mutant for mutant in every if mutant.address in wanted]
    step = len(every) / some if some else 1
    taken = [every[int(number * step)] for number in range(some or len(every))]
    world = build()
    cases = one_of_each(world)
    codes = {function_of(m).__code__ for m in every if not _has_no_function(m)}
    reach = Reach(world, cases, codes)
    before = reach.watch(is_brief=bool(some))
    _tell({"mutants": len(every), "before": [each[:SHOWN] for each in before]})
    children = []
    for part in range(jobs):
        child = os.fork()
        if not child:
            for mutant in taken[part::jobs]:
                _tell(vars(_trial(world, reach, mutant, requests_only)))
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _tell(what: dict[str, Any]) -> None:
    """One line, in one piece, whoever else is writing."""
    os.write(sys.stdout.fileno(), f"{json.dumps(what)}\n".encode())


def _has_no_function(mutant: Any) -> bool:
    return isinstance(mutant, WeakerDoor) or mutant.is_constant


def _trial(world: "World", reach: Reach, mutant: Any, requests_only: bool) -> Trial:
    """By requests, then by the tests of the app, and only then by all the requests there are."""
    cases = reach.cases_for(mutant)
    by = tried_by_requests(world, mutant, cases[:FEW])
    if not by and not requests_only:
        by = tried_by_tests(mutant)
    if not by and not requests_only:
        by = tried_by_requests(world, mutant, cases[FEW:])
    return Trial(mutant.address, mutant.diff, by[:SHOWN])


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--some", type=int, default=0)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--listed", default="")
    options.add_argument("--requests-only", action="store_true")
    given = options.parse_args()
    alone.stand_alone()
    logging.disable(logging.CRITICAL)

from building import build  # noqa: E402
from checker import Case, every_case, expected_of, mismatches  # noqa: E402
from every_check import WeakerDoor, every_mutant, routes  # noqa: E402
from matrix import Outcome, matrix  # noqa: E402
from world import World  # noqa: E402

from mutualaid.directory.views import lists  # noqa: E402
from mutualaid.organisations.roles import Role  # noqa: E402

if __name__ == "__main__":
    try_all(given.some, given.jobs, given.requests_only, given.listed)
