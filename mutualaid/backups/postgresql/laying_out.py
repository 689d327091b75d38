"""Laying a base copy out as the data directory of a server that finds its own way from there."""

import shlex
import shutil
import sys
import tarfile
from datetime import datetime
from enum import Enum
from pathlib import Path

from mutualaid.backups.opening import Opened
from mutualaid.core.refusal import Refused

from .base import LOG

NO_LOG = "exit 1"
QUOTE = "'"
CLUSTER = "postgresql"


def refuse_used(directory: Path) -> None:
    """Raises Refused for a directory with anything in it."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Refused(
            f"{directory} is not empty; a server's data go into an empty directory only. "
            "Nothing was changed."
        )


class Stop(Enum):
    """Where the recovery of a server ends."""

    COUNTED = "the moment that the backup's tables were counted at"
    TIME = "a time that somebody chose"
    LATEST = "the end of the archived log"


def lay_out(data: Opened, directory: Path, told: dict[str, str]) -> None:
    """Unpack the copy, with what is told to its recovery."""
    cluster = data.directory / CLUSTER
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    _unpack(cluster / "base" / "base.tar.gz", directory)
    _unpack(cluster / "base" / "pg_wal.tar.gz", directory / "pg_wal")
    for segment in sorted((cluster / LOG).glob("*")):
        shutil.copyfile(segment, directory / "pg_wal" / segment.name)
    with (directory / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
        file.writelines(
            f"{name} = '{value.replace(QUOTE, 2 * QUOTE)}'\n"
            for name, value in told.items()
        )
    (directory / "recovery.signal").touch()


def recovery(
    data: Opened, stop: Stop, until: datetime | None, fetching: str
) -> dict[str, str]:
    """The settings that lead a copy to where it is to stop."""
    told = {
        "restore_command": fetching or NO_LOG,
        "recovery_target_action": "promote",
    }
    if stop is Stop.COUNTED:
        told["recovery_target_name"] = data.manifest.restore_point
    if until:
        told["recovery_target_time"] = until.isoformat()
    return told


def _unpack(packed: Path, target: Path) -> None:
    with tarfile.open(packed, "r:gz") as archive:
        archive.extractall(target, filter="data")


def fetching_command(log_dir: Path, identity_file: Path) -> str:
    """What PostgreSQL is to run for each segment of the archived log."""
    words = [
        sys.executable,
        "-c",
        "from mutualaid.cli.main import main; main()",
        "fetch-wal",
        "--from",
        str(log_dir),
        "--identity-file",
        str(identity_file.resolve()),
    ]
    # A percent sign is PostgreSQL's own.
    return f"{shlex.join(words).replace('%', '%%')} %f %p"
