"""Every check made wrong in turn is noticed by somebody, or there is a reason why it need not be."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from every_check import every_mutant
from matrix import Matrix
from mutants import targets, wrong_checks

from mutualaid.organisations.roles import Role

TRIALS = Path(__file__).with_name("trials.py")
SOME = 8
SHOWN = 20
# A permission as ours are written, and what must be tried on it.
PERMISSION = """
def can_look(hat) -> bool:
    if hat.is_one_of(Role.PEER, Role.AUDITOR):
        return True
    return hat.is_one_of(Role.KEYWORKER) and hat.area_id == 1
"""


class TestMutants:
    @pytest.mark.prove
    @pytest.mark.xdist_group("mutants")
    def test_are_all_noticed(self, told: Matrix, full_figures, record_property):
        some = ["--jobs", "2"] if full_figures else ["--some", str(SOME)]
        run = subprocess.run(
            [sys.executable, str(TRIALS), *some], capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
        first, *trials = map(json.loads, run.stdout.splitlines())

        unnoticed = [
            f"{trial['key']}\n{trial['diff']}"
            for trial in trials
            if not trial["by"] and not is_equivalent(trial["key"], told)
        ]

        record_property("mutants made", first["mutants"])
        record_property("mutants tried", len(trials))
        record_property("unnoticed", len(unnoticed))
        assert first["before"] == []
        assert unnoticed[:SHOWN] == []

    def test_of_the_matrix_without_effect_are_still_made(self, told: Matrix):
        made = {mutant.key for mutant in every_mutant()}

        assert set(told.equivalents) - made == set()

    def test_are_of_each_way_to_be_wrong(self):
        module = SimpleNamespace(__name__="sample", __file__="sample.py", Role=Role)
        tree = ast.parse(PERMISSION)
        (target,) = targets(module, tree)

        made = [mutant.what for mutant in target.mutants(wrong_checks(target))]

        for what in (
            "if hat.is_one_of(Role.PEER, Role.AUDITOR): always True",
            "if hat.is_one_of(Role.PEER, Role.AUDITOR): always False",
            "without Role.PEER",
            "with Role.COMMISSIONER",
            "without hat.area_id == 1",
            "opposite of hat.area_id == 1",
            "return not True",
        ):
            assert what in made
        # Peers have had their answer before keyworkers are asked for.
        assert made.count("with Role.PEER") == 0
        assert ast.unparse(tree) == ast.unparse(ast.parse(PERMISSION))


def is_equivalent(key: str, told: Matrix) -> bool:
    """Named without its line, which moves."""
    return key.rpartition(" (line ")[0] in told.equivalents
