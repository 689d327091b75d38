"""Tries every mutant in a process of its own and tells which ones nobody noticed.

    python tests/permissions/trials.py FILE --jobs 2  all of them

Adds a line of JSON for each to the file, and leaves out whom somebody noticed by a line that
stands there: after a stop it goes on where it was. A mutant is noticed if a request is then
answered otherwise than the matrix says, or if one of the tests of its app no longer passes.

One process collects the tests, has their database and the world made, and sees by watching
which requests and tests run which check. It forks for each mutant, so that nothing of this is
done twice.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = ("mutualaid", "tests/permissions/test_roles.py")
NOT_ON = ("DATABASE_URL", "MUTUALAID_OWNER_DATABASE_URL")


class InsteadOfTests:
    """A plugin for pytest: what it has collected is run with mutants in place."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked

    def pytest_sessionstart(self) -> None:
        """A mutant is wrong often, and nobody asks for the shortest case of it."""
        # Not before pytest can rewrite it.
        from hypothesis import Phase, settings  # noqa: PLC0415

        few = {"max_examples": 10, "phases": [Phase.explicit, Phase.generate]}
        settings.register_profile("trials", settings.get_profile("ci"), **few)
        settings.load_profile("trials")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        # Not before Django is set up, which is pytest's to do.
        from trying import try_mutants  # noqa: PLC0415

        try_mutants(session, self.asked)
        return True


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("into", type=Path)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--listed", nargs="*", default=(), metavar="KEY")
    options.add_argument("--routes", nargs="*", default=(), metavar="NAME")
    options.add_argument("--tests", nargs="*", default=TESTS, metavar="PATH")
    asked = options.parse_args()
    for name in NOT_ON:
        os.environ.pop(name, None)
    os.chdir(ROOT)
    return pytest.main(
        ["-q", "-p", "no:cacheprovider", "-p", "no:randomly",
         "-m", "not browser and not figures", *asked.tests],
        [InsteadOfTests(asked)],
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
