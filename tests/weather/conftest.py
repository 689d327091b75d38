"""Processes that die and disks that forget; on a copy of the tests' own empty database."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

HERE = Path(__file__).parent


@pytest.fixture
def data_dir(transactional_db, tmp_path) -> Path:
    """A data directory with every table and no row."""
    made = tmp_path / "data"
    (made / "vault").mkdir(parents=True)
    source = sqlite3.connect(connection.settings_dict["NAME"])
    copy = sqlite3.connect(made / "mutualaid.sqlite3")
    with source, copy:
        source.backup(copy)
    source.close()
    copy.close()
    return made


@pytest.fixture
def run_writers(data_dir):
    """Let writers work and die there, and tell what was counted."""

    def run(
        *, kills: int, writes: int, inside: float, seed: int = 1, **environment: str
    ) -> dict[str, Any]:
        told = [kills, writes, seed, inside]
        done = subprocess.run(
            [sys.executable, HERE / "writers.py", *map(str, told)],
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
                "DJANGO_SETTINGS_MODULE": "weather_settings",
                "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parents[1])]),
                "MUTUALAID_DATA": str(data_dir),
                "MUTUALAID_HOSTS": "testserver",
                "MUTUALAID_PLAIN_HTTP": "1",
                "MUTUALAID_SECRET_KEY": "for-tests-only-" * 4,
                "MUTUALAID_LOG_KEY": settings.LOG_KEY,
                "MUTUALAID_VAULT_KEY": settings.VAULT_KEY,
                "MUTUALAID_HASH_KEY": settings.HASH_KEY,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    return run


@pytest.fixture
def forgetful_disk(data_dir, tmp_path) -> dict[str, str]:
    """The environment in which only what is flushed outlives the writer."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to make a disk that forgets")
    library, kept = tmp_path / "flushed.so", tmp_path / "flushed"
    source = HERE / "flushed.c"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True
    )
    shutil.copytree(data_dir, kept)
    return {
        "LD_PRELOAD": str(library),
        "WATCHED": str(data_dir),
        "FLUSHED": str(kept),
    }
