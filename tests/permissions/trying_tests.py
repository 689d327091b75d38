"""Runs the tests of an app that run what a mutant changes, the most particular ones first."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any

import pytest
from django.db import connection
from every_check import WeakerDoor
from forked import each_in_time, in_child
from in_place import apply
from mutants import Mutant
from watching import Watched


class TestsOfApps:
    """What pytest has collected, and which of it runs which code, found by watching."""

    def __init__(self, session: pytest.Session, codes: set[CodeType]) -> None:
        self.items = session.items
        self.codes = list(codes)
        self.database = _made_database(session)
        self.failed: list[str] = []
        # Of each test that was watched, the numbers of the codes that it runs.
        self.runs: list[set[int]] = []
        session.config.pluginmanager.register(self)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def watch(self) -> list[str]:
        """Run each; those that fail without any mutant."""
        failed, runs = self._on_a_copy(self._watched)
        self.runs = [set(ran) for ran in runs]
        return failed

    def _watched(self) -> tuple[list[str], list[list[int]]]:
        number_of = {code: number for number, code in enumerate(self.codes)}
        watched = Watched(set(self.codes))
        runs = []
        with watched:
            for _ in self._run(self.items):
                runs.append([number_of[code] for code in watched.seen])
                watched.seen.clear()
        return self.failed, runs

    def first_failing(self, mutant: Mutant | WeakerDoor, codes: set[CodeType]) -> str:
        """The first that no longer passes with the mutant in place."""
        if isinstance(mutant, WeakerDoor):
            return ""
        items = list(self._that_run(mutant.module.split(".")[1], codes))

        def first() -> str:
            apply(mutant)
            ran = each_in_time(self._run(items))
            return next((self.failed[0] for _ in ran if self.failed), "")

        told = self._on_a_copy(first) if items else ""
        return "no end of a test" if told is None else told

    def _that_run(self, app: str, codes: set[CodeType]) -> Iterator[pytest.Item]:
        """Those of the app, and those that are about every app."""
        wanted = {number for number, code in enumerate(self.codes) if code in codes}
        places = (f"mutualaid/{app}/", "tests/")
        both = zip(self.runs, self.items, strict=True)
        for ran, item in sorted(both, key=lambda each: len(each[0])):
            if wanted & ran and item.nodeid.startswith(places):
                yield item

    def _run(self, items: Sequence[pytest.Item]) -> Iterator[None]:
        """As pytest does, with a pause after each."""
        for item, following in pairwise([*items, None]):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            yield

    def _on_a_copy(self, work: Callable[[], Any]) -> Any:
        """In a child with a copy of the database."""
        with TemporaryDirectory() as place:
            copy = shutil.copy(self.database, place)

            def work_there() -> Any:
                connection.settings_dict["NAME"] = copy
                connection.close()
                return work()

            return in_child(work_there)


def _made_database(session: pytest.Session) -> str:
    """The file that pytest makes for the first test that wants it, as long as the session."""
    first = next(each for each in session.items if each.get_closest_marker("django_db"))
    # Nothing but what belongs to the session outlives it.
    first.config.hook.pytest_runtest_protocol(item=first, nextitem=session)
    connection.close()
    return connection.settings_dict["NAME"]
