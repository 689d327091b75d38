"""The test's database as an installation that other processes can work in."""

import os
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from mutualaid.backups.apart import PROGRAM, environment_of
from mutualaid.backups.copying import copy_database
from mutualaid.backups.key_archive import key_files
from mutualaid.backups.table_sums import silently

from .conftest import PAIR


def made_standing(data: Path) -> dict[str, str]:
    """Database and keys into the data directory; the environment that leads there."""
    copy_database(
        Path(connection.settings_dict["NAME"]), data / "mutualaid.sqlite3", silently
    )
    for name, told in key_files().items():
        (data / name).write_text(told)
        (data / name).chmod(0o600)
    return environment_of(
        data,
        MUTUALAID_BACKUPS=str(settings.BACKUPS_DIR),
        MUTUALAID_BACKUP_RECIPIENT=PAIR.recipient,
        MUTUALAID_PLAIN_HTTP="1",
    )


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """A command of the program, to its end."""
    return subprocess.run(
        [*PROGRAM, *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
