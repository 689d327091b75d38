"""A plugin for pytest: the mutant named in MUTANT is true in every test."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def _mutant_in_place() -> None:
    from every_check import every_mutant  # noqa: PLC0415
    from trials import apply  # noqa: PLC0415

    wanted = os.environ["MUTANT"]
    apply(next(mutant for mutant in every_mutant() if mutant.address == wanted))
