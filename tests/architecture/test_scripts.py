import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [*sorted(path for path in (ROOT / "bin").iterdir()), ROOT / ".ci" / "run"]
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


class TestContinuousIntegration:
    def test_calls_what_anybody_types(self):
        words = (ROOT / ".ci" / "run").read_text()

        assert "\nbin/check" in words
        assert "\nbin/test" in words
