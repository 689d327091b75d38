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
SHOWN = 20
# One of each way to be wrong, and who notices it: a request, or a test of its app.
CHOSEN = {
    "mutualaid.backups.permissions:READERS: with Role.PEER": "request",
    "mutualaid.backups.permissions:READERS: without Role.AUDITOR": "request",
    "mutualaid.backups.permissions:can_see_backups: opposite of hat.role in READERS": "request",
    "mutualaid.backups.permissions:can_see_drills: return not hat.role is Role.AUDITOR": "test",
    "mutualaid.backups.views:show_backups: without require(can_see_backups(request.hat), 'see_backups')": "request",
    "mutualaid.directory.models.corrections:CorrectionQuerySet.visible_to: filter without area=hat.area_id": "request",
    "mutualaid.organisations.models.invitations:InvitationQuerySet.visible_to: if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR): always False": "request",
    "route show_backups: signed in": "request",
    # One that changes nothing, as the matrix says.
    "mutualaid.organisations.permissions.people:capacities: with Mover.LEAD": "",
}
ROUTES = ("show_backups", "answer_correction", "resend_invitation")
TESTS = ("mutualaid/backups/tests/test_show_backups.py",)
# A permission as ours are written, and what must be tried on it.
PERMISSION = """
def can_look(hat) -> bool:
    if hat.is_one_of(Role.PEER, Role.AUDITOR):
        return True
    return hat.is_one_of(Role.KEYWORKER) and hat.area_id == 1
"""


def tried(file: Path, *asked: str) -> tuple[dict, list[dict]]:
    """What was known before the first, and what became of each."""
    run = subprocess.run(
        [sys.executable, str(TRIALS), str(file), *asked], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    first, *trials = map(json.loads, file.read_text("utf-8").splitlines())
    return first, trials


class TestMutants:
    """Two thousand take an hour, so every run tries the same few, which show that the trying
    works; bin/prove tries all. Few that change by themselves as the code grows would make a
    run fail by luck, for something that was there before.
    """

    def test_of_each_way_to_be_wrong_are_noticed(self, tmp_path):
        asked = ["--listed", *CHOSEN, "--routes", *ROUTES, "--tests", *TESTS]

        first, trials = tried(tmp_path / "trials", *asked)

        by = {without_line(trial["key"]): kind_of(trial["by"]) for trial in trials}
        assert first["before"] == []
        assert by == CHOSEN

    @pytest.mark.prove
    def test_are_all_noticed(
        self, told: Matrix, full_figures, tmp_path, record_property
    ):
        if not full_figures:
            pytest.skip("bin/prove tries them all")

        first, trials = tried(tmp_path / "trials", "--jobs", "2")

        unnoticed = [
            f"{trial['key']}\n{trial['diff']}"
            for trial in trials
            if not trial["by"] and without_line(trial["key"]) not in told.equivalents
        ]
        record_property("mutants made", first["mutants"])
        record_property("mutants tried", len(trials))
        record_property("unnoticed", len(unnoticed))
        assert first["before"] == []
        assert len(trials) == first["mutants"]
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


def without_line(key: str) -> str:
    """As the matrix names one: lines move."""
    return key.partition(" (line ")[0]


def kind_of(by: str) -> str:
    """Who noticed."""
    if not by:
        return ""
    return "test" if "/test_" in by else "request"
