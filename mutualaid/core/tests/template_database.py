"""A migrated database without a row, to copy: to make one takes eight seconds each time.

It is kept beside the other tools, on SQLite only. Tests that are about migrating still migrate.
"""

import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parents[3]
KEPT = ROOT / ".tools" / "test-database"
NAME = "mutualaid.sqlite3"
# Of their apps the fingerprint takes no files; their migrations change with their version.
PACKAGES = ("django", "django-allauth")
IMPORTED = re.compile(rb"^(?:import|from) (mutualaid[\w.]*)", re.M)


def template() -> Path:
    """The file, made by whoever first asks for it with the present migrations."""
    file = KEPT / f"{_fingerprint()}.sqlite3"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for outdated in KEPT.glob("*.sqlite3"):
                outdated.unlink()
            with TemporaryDirectory(dir=KEPT) as folder:
                migrated(Path(folder)).rename(file)
    return file


def copy_to(file: Path) -> None:
    """Put a copy where an installation or the tests have their database."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(template(), file)


def fill(connection: BaseDatabaseWrapper) -> None:
    """Into a database in memory."""
    connection.ensure_connection()
    with closing(sqlite3.connect(template())) as source:
        source.backup(connection.connection)


def migrated(folder: Path) -> Path:
    """A database in a folder of its own, made by the migrations."""
    given = {
        name: each for name, each in os.environ.items() if "DATABASE_URL" not in name
    }
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"],
        env={
            **given,
            "DJANGO_SETTINGS_MODULE": "mutualaid.config.settings_test",
            "MUTUALAID_DATA": str(folder),
            "PYTHONPATH": str(ROOT),
        },
        check=True,
    )
    return folder / NAME


def _fingerprint() -> str:
    """Changes with every migration, and with whatever ours import."""
    digest = hashlib.sha256()
    for name in PACKAGES:
        digest.update(f"{name} {version(name)} ".encode())
    imported: set[bytes] = set()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            text = file.read_bytes()
            digest.update(text)
            imported |= set(IMPORTED.findall(text))
    for module in sorted(imported):
        digest.update(Path(str(find_spec(module.decode()).origin)).read_bytes())
    return digest.hexdigest()[:20]
