import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [*sorted(path for path in (ROOT / "bin").iterdir()), ROOT / ".ci" / "run"]
PROVE = ROOT / "bin" / "prove"
SHELL = [path for path in SCRIPTS if path.read_text().startswith("#!/bin/sh\n")]


class TestScripts:
    @pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
    def test_can_be_started(self, path):
        assert os.access(path, os.X_OK)
        assert path.read_text().startswith("#!")

    @pytest.mark.parametrize("path", SHELL, ids=lambda path: path.name)
    def test_are_plain_shell(self, path):
        told = subprocess.run(["sh", "-n", path], capture_output=True, text=True)

        assert told.stderr == ""

    @pytest.mark.parametrize("path", SHELL, ids=lambda path: path.name)
    def test_say_what_they_are_for(self, path):
        assert path.read_text().splitlines()[1].startswith("# ")


class TestProofs:
    """What bin/prove selects."""

    def test_hold_whatever_has_full_figures_or_counts_something(self):
        """Whether or not it is marked as a proof."""
        (chosen,) = re.findall(r"-m '([^']*prove[^']*)'", PROVE.read_text())
        files = ["mutualaid/accounts/tests/test_doors.py", "tests/rights/test_packs.py"]
        told = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "--collect-only", "-q"),
                *("-m", chosen, *files),
            ],
            cwd=ROOT,
            env={**os.environ, "MUTUALAID_PROVE": "full"},
            capture_output=True,
            text=True,
        )

        assert "::test_leaves_no_earlier_key_valid\n" in told.stdout
        assert "::test_has_every_word_of_theirs_in_each_form\n" in told.stdout
        assert "::test_keeps_to_its_schema" not in told.stdout


class TestContinuousIntegration:
    def test_calls_what_anybody_types(self):
        words = (ROOT / ".ci" / "run").read_text()

        assert "\nbin/check" in words
        assert "\nbin/test" in words
