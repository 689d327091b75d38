"""Tries mutants in turn: by likely requests, by the tests of their app, by more requests."""

import gc
import json
import logging
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from building import build
from django.db import connection
from every_check import WeakerDoor, every_mutant
from forked import started
from in_place import codes_of
from mutants import Mutant
from pytest_django.plugin import blocking_manager_key
from trying_requests import Requests
from trying_tests import TestsOfApps
from world import World

from mutualaid.core.tests import template_database
from mutualaid.directory.views import lists

SHOWN = 300
# How many requests are made before the tests are run.
FEW = 60


def try_mutants(session: pytest.Session, asked: Namespace) -> None:
    """Those asked for of which the file does not say yet that somebody noticed."""
    every = list(every_mutant())
    codes = codes_of(_still_open(_listed(every, asked.listed), asked.into))
    watched = set().union(*codes.values())
    tests = TestsOfApps(session, watched)
    before = tests.watch()
    with _world_to_spoil(session) as world:
        requests = Requests(world, asked.routes)
        before += requests.watch(watched)
        _tell(asked.into, {"mutants": len(every), "before": before})
        Trials(asked.into, codes, tests, requests).try_all(asked.jobs)


@dataclass(frozen=True)
class Trials:
    """What is known before the first mutant, and how each is then tried."""

    into: Path
    codes: dict[Mutant | WeakerDoor, set[CodeType]]
    tests: TestsOfApps
    requests: Requests

    def try_all(self, jobs: int) -> None:
        """Shared out between as many children."""
        # What is there stays where it is, so that a child need not copy it.
        gc.freeze()
        mutants = list(self.codes)
        parts = [started(partial(self._try, mutants[n::jobs])) for n in range(jobs)]
        for awaited in parts:
            awaited()

    def _try(self, mutants: Sequence[Mutant | WeakerDoor]) -> None:
        for mutant in mutants:
            by = self._noticed_by(mutant, self.codes[mutant])[:SHOWN]
            _tell(self.into, {"key": mutant.address, "diff": mutant.diff, "by": by})

    def _noticed_by(self, mutant: Mutant | WeakerDoor, codes: set[CodeType]) -> str:
        """The first that notices it; nothing if nobody does."""
        cases = self.requests.likely_first(mutant, codes)
        return (
            self.requests.first_noticing(mutant, cases[:FEW])
            or self.tests.first_failing(mutant, codes)
            or self.requests.first_noticing(mutant, cases[FEW:])
        )


def _tell(into: Path, what: dict[str, Any]) -> None:
    """One line, in one piece, whoever else is writing."""
    with into.open("ab", buffering=0) as file:
        file.write(f"{json.dumps(what)}\n".encode())


def _listed(
    every: Sequence[Mutant | WeakerDoor], names: Sequence[str]
) -> list[Mutant | WeakerDoor]:
    """Those of these keys or addresses, in the order of the names."""
    if not names:
        return list(every)
    place = {name: number for number, name in enumerate(names)}
    placed = [(place.get(each.address, place.get(each.key)), each) for each in every]
    found = [both for both in placed if both[0] is not None]
    return [each for _, each in sorted(found, key=lambda both: both[0])]


def _still_open(
    mutants: Sequence[Mutant | WeakerDoor], into: Path
) -> list[Mutant | WeakerDoor]:
    """Those of which the file does not say yet that somebody noticed."""
    lines = into.read_text("utf-8").splitlines() if into.exists() else []
    told = [json.loads(line) for line in lines]
    noticed = {trial["key"] for trial in told if trial.get("by")}
    return [mutant for mutant in mutants if mutant.address not in noticed]


@contextmanager
def _world_to_spoil(session: pytest.Session) -> Iterator[World]:
    """The world, in memory: whoever is forked from here has a copy of their own."""
    database = connection.settings_dict["NAME"]
    # The library has threads of its own, which a fork does not take along.
    lists.pdf_of = lambda _told: b"%PDF-"
    logging.disable(logging.CRITICAL)
    with session.config.stash[blocking_manager_key].unblock():
        connection.settings_dict["NAME"] = ":memory:"
        template_database.fill(connection)
        yield build()
        connection.settings_dict["NAME"] = database
        connection.close()
    logging.disable(logging.NOTSET)
