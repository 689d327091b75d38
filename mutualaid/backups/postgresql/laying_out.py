"""Laying a base copy out as the data directory of a server that finds its own way from there."""

import shlex
import shutil
import sys
import tarfile
from datetime import datetime
from pathlib import Path

from mutualaid.backups.opening import Opened
from mutualaid.core.refusal import Refused

from .base import LOG

NO_LOG = "exit 1"
CLUSTER = "postgresql"


def refuse_used(directory: Path) -> None:
    """Raises Refused for a directory with anything in it."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Refused(
            f"{directory} is not empty; a server's data go into an empty directory only. "
            "Nothing was changed."
        )


def lay_out(
    data: Opened, directory: Path, *, fetching: str, until: datetime | None
) -> None:
    """Unpack the copy and write where recovery stops: the moment it was counted, or a later one."""
    cluster = data.directory / CLUSTER
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    _unpack(cluster / "base" / "base.tar.gz", directory)
    _unpack(cluster / "base" / "pg_wal.tar.gz", directory / "pg_wal")
    for segment in sorted((cluster / LOG).glob("*")):
        shutil.copyfile(segment, directory / "pg_wal" / segment.name)
    point = data.manifest.restore_point
    target = ("time", until.isoformat()) if until else ("name", point)
    with (directory / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
        file.write(_recovery(fetching, *target))
    (directory / "recovery.signal").touch()


def _unpack(packed: Path, target: Path) -> None:
    with tarfile.open(packed, "r:gz") as archive:
        archive.extractall(target, filter="data")


def _recovery(fetching: str, kind: str, value: str) -> str:
    settings = {
        "restore_command": fetching or NO_LOG,
        f"recovery_target_{kind}": value,
        "recovery_target_action": "promote",
    }
    lines = [
        f"{name} = '{told.replace(chr(39), chr(39) * 2)}'"
        for name, told in settings.items()
    ]
    return "\n" + "\n".join(lines) + "\n"


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
