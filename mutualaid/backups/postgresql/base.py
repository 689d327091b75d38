"""The base copy of a PostgreSQL server, with the log that leads it to a known moment.

The log is received from before the copy begins until after that moment, so an archive of data
can be restored alone, and every table counted. What is written later is in the archived log.
"""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mutualaid.backups.places import TIME
from mutualaid.backups.table_sums import Progress, TableSum
from mutualaid.core.refusal import Refused

from .counting import marked_moment
from .programs import copying_role, started

LOG = "wal"
WAIT_SECONDS = 60.0


def copy_cluster(
    target: Path, now: datetime, progress: Progress
) -> tuple[dict[str, TableSum], str]:
    """Copy the whole server; what its tables held at the moment that is named beside them."""
    target.mkdir(mode=0o700)
    point = f"mutualaid {now:{TIME}}"
    with _receiving(target / LOG) as receiver:
        progress("Copying the server", 0, 1)
        _copy(target)
        progress("Copying the server", 1, 1)
        with marked_moment(point) as moment:
            _await(receiver, target / LOG / moment.segment)
            tables = moment.sums(progress)
    for unfinished in (target / LOG).glob("*.partial"):
        unfinished.unlink()
    return tables, point


def _copy(target: Path) -> None:
    words = ("--format=tar", "--gzip", "--wal-method=stream", "--checkpoint=fast")
    copying = started(
        "pg_basebackup", f"--pgdata={target / 'base'}", *words, conninfo=copying_role()
    )
    _, said = copying.communicate()
    if copying.returncode:
        raise Refused(f"The server could not be copied. {_last_line(said)}")


@contextmanager
def _receiving(target: Path) -> Iterator[subprocess.Popen[str]]:
    """The server's log from now on, segment by segment."""
    target.mkdir(mode=0o700)
    words = (f"--directory={target}", "--no-loop")
    receiver = started("pg_receivewal", *words, conninfo=copying_role())
    try:
        _await(receiver, target)
        yield receiver
    finally:
        receiver.terminate()
        receiver.communicate()


def _await(receiver: subprocess.Popen[str], wanted: Path) -> None:
    """Until the file is there, or anything in the directory. Raises Refused."""
    until = time.monotonic() + WAIT_SECONDS
    while not (any(wanted.iterdir()) if wanted.is_dir() else wanted.exists()):
        if receiver.poll() is not None:
            _, said = receiver.communicate()
            raise Refused(f"The server's log could not be received. {_last_line(said)}")
        if time.monotonic() > until:
            raise Refused("The server's log did not come within a minute.")
        time.sleep(0.05)


def _last_line(said: str) -> str:
    """What the program says itself, which is of servers and roles and of nothing kept."""
    lines = said.strip().splitlines()
    return lines[-1] if lines else ""
