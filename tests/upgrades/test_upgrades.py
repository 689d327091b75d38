"""An upgrade loses and changes nothing, and is finished by a second run wherever it was killed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mutualaid.backups.apart import environment_of

HERE = Path(__file__).parent


@pytest.mark.prove
class TestUpgrade:
    def test_keeps_every_value_though_it_is_killed(
        self, tmp_path, full_figures, record_property
    ):
        rows, kills = (100_000, 50) if full_figures else (600, 3)
        told = subprocess.run(
            [
                *(sys.executable, "-m", "killed_upgrades"),
                *(str(rows), str(kills)),
            ],
            env=environment_of(
                tmp_path,
                PYTHONPATH=str(HERE),
                DJANGO_SETTINGS_MODULE="upgrade_settings",
                MUTUALAID_LOG_KEY="for-tests-only-and-for-nothing-but-tests",
            ),
            capture_output=True,
            text=True,
            check=False,
        )

        assert told.returncode == 0, told.stderr
        found = json.loads(told.stdout)
        assert found["wrong"] == []
        assert found["rows"] >= rows
        assert found["killed"] >= kills
        record_property("rows", found["rows"])
        record_property("kills", found["killed"])
        record_property("of them with work left", found["unwhole"])
