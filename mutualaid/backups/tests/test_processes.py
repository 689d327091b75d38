"""Backups, restores and drills as people run them, in processes of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from .conftest import OTHER, PAIR
from .processes import made_standing, run
from .towns import a_town, erase

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of a SQLite file"),
]


class TestCommands:
    def test_from_backup_to_drill(self, installation, tmp_path, identity):
        town = a_town()
        erase(town.clients[0])
        environment = made_standing(installation)

        taken = run(environment, "backup", "--json")
        assert taken.returncode == 0, taken.stderr
        assert "Nobody has given the key" in taken.stderr
        archive, keys = (json.loads(taken.stdout)[name] for name in ("data", "keys"))

        new = tmp_path / "new"
        words = ("restore", archive, "--keys", keys, "--to", str(new))
        other = tmp_path / "other"
        other.write_text(OTHER.identity)
        refused = run(environment, *words, "--identity-file", str(other))
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1
        assert not new.exists()

        done = run(environment, *words, "--identity-file", str(identity))
        assert done.returncode == 0, done.stderr
        assert "as they were backed up" in done.stdout
        assert "0 of 1 erasures done again" in done.stdout

        drilled = run(environment, "drill", "--identity-file", str(identity), "--json")
        assert drilled.returncode == 0, drilled.stdout + drilled.stderr
        told = json.loads(drilled.stdout)
        assert told["problems"] == []
        assert told["tried"]["signed_in"] is True
        assert told["tried"]["tables"]["clients_client"] == 2
        assert told["with_kept_key"] is True
        assert len(list((installation / "drills").glob("drill-*"))) == 2
        assert not list(installation.glob(".backup-*"))

    def test_a_drill_that_finds_a_problem_says_so(self, installation):
        a_town(1)
        environment = made_standing(installation)
        (installation / "log-key").write_text("another-key-of-forty-letters-or-so-here")

        drilled = run({**environment, "MUTUALAID_LOG_KEY": ""}, "drill")

        assert drilled.returncode == 1
        assert "Problem: " in drilled.stdout
        assert "There are problems." in drilled.stdout

    def test_nothing_is_served_from_a_half_restored_place(self, installation):
        a_town(1)
        environment = made_standing(installation)
        (installation / "restore-unfinished").touch()

        served = run(environment, "serve")

        assert served.returncode == 1
        assert "restore --finish` ends it" in served.stderr


class TestKilled:
    @pytest.mark.prove
    def test_leaves_no_archive_that_is_not_whole(
        self, installation, full_figures, record_property
    ):
        a_town(12)
        environment = made_standing(installation)
        kills = 100 if full_figures else 8
        words = ["-m", "mutualaid.backups.tests.killed_backups", str(kills)]
        told = subprocess.run(
            [sys.executable, *words, PAIR.identity],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        found = json.loads(told.stdout)
        for name in ("kills", "in_the_middle"):
            record_property(name, found[name])
        assert found["kills"] >= kills
        assert found["in_the_middle"] >= kills // 3
        assert found["whole"] >= 2 * kills
        assert found["left"] == 0
        assert Path(settings.BACKUPS_DIR).is_dir()
