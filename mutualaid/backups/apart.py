"""The same program in a process of its own, over a directory that holds everything."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from mutualaid.cli.main import main; main()")
# What would lead away from that directory.
ELSEWHERE = (
    "MUTUALAID_VAULT",
    "MUTUALAID_ANCHORS",
    "MUTUALAID_SECRET_KEY",
    "MUTUALAID_OLD_SECRET_KEYS",
    "MUTUALAID_LOG_KEY",
    "MUTUALAID_LOG_OLD_KEYS",
    "MUTUALAID_VAULT_KEY",
    "MUTUALAID_VAULT_OLD_KEYS",
    "MUTUALAID_HASH_KEY",
    "MUTUALAID_HASH_OLD_KEYS",
    "MUTUALAID_BACKUPS",
    "MUTUALAID_BACKUP_DATABASE_URL",
    "DATABASE_URL",
    "MUTUALAID_OWNER_DATABASE_URL",
)
SETTINGS = "mutualaid.config.settings"


def environment_of(directory: Path | None, **more: str) -> dict[str, str]:
    """The environment of an installation that is all in one directory; None: of this one."""
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
    if directory is not None:
        for name in ELSEWHERE:
            told.pop(name, None)
        told["MUTUALAID_DATA"] = str(directory.resolve())
    return {**told, **more}


def run_apart(
    words: tuple[str, ...], environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command of this program and wait; what it says is kept."""
    return subprocess.run(  # noqa: S603
        words, env=environment, capture_output=True, text=True, check=False
    )
