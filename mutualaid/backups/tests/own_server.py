"""A PostgreSQL server of a test's own, which archives its log; by a socket only."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from mutualaid.backups.postgresql.archived_log import fetch_segment, keep_segment
from mutualaid.backups.postgresql.laying_out import fetching_command
from mutualaid.backups.postgresql.programs import program
from mutualaid.core.refusal import Refused

from .conftest import PAIR

NOBODY = ("setpriv", "--reuid", "nobody", "--clear-groups")
ARCHIVING = "from mutualaid.cli.main import main; main()"


def is_here() -> bool:
    try:
        return bool(program("initdb"))
    except Refused:
        return False


def _as_nobody(*words: str | Path) -> None:
    before = NOBODY if os.geteuid() == 0 else ()
    subprocess.run(
        [*before, *map(str, words)], check=True, cwd="/", capture_output=True
    )


@contextmanager
def own_server(archive_timeout: int) -> Iterator[Path]:
    """Its directory: `server` has its data, `place` the backups; a table of lines is in it."""
    home = Path(tempfile.mkdtemp(prefix="mutualaid-server-"))
    home.chmod(0o755)
    (home / "place").mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, "nobody")
    try:
        _as_nobody(
            program("initdb"), "--pgdata", home / "server", "--username", "postgres",
            "--auth", "trust", "--no-sync",
        )  # fmt: skip
        start(home, archive_timeout)
        with psycopg.connect(address(home), autocommit=True) as database:
            database.execute(
                "CREATE TABLE lines (id bigserial PRIMARY KEY, written_at timestamptz "
                "NOT NULL DEFAULT clock_timestamp(), words text)"
            )
        yield home
    finally:
        stop(home)
        shutil.rmtree(home, ignore_errors=True)


def start(home: Path, archive_timeout: int) -> None:
    """As root the test itself archives what the server puts down: see `archive_for_it`."""
    (home / "spool").mkdir(exist_ok=True)
    (home / "spool").chmod(0o777)
    archiving = f"cp $1 {home}/spool/$2.part && mv {home}/spool/$2.part {home}/spool/$2"
    if os.geteuid() != 0:
        archiving = (
            f"MUTUALAID_BACKUP_RECIPIENT={PAIR.recipient} {sys.executable} "
            f'-c "{ARCHIVING}" archive-wal $1 --to {home}/place'
        )
    (home / "archive.sh").write_text(archiving)
    options = (
        f"-k {home} -c listen_addresses='' -c archive_mode=on "
        f"-c archive_timeout={archive_timeout} "
        f"-c archive_command='sh {home}/archive.sh %p %f'"
    )
    _as_nobody(
        program("pg_ctl"), "--pgdata", home / "server", "--wait", "--log",
        home / "server" / "log", "--options", options, "start",
    )  # fmt: skip


def archive_for_it(home: Path) -> None:
    """Whoever the server runs as must not read our program; then the test seals its segments."""
    for segment in sorted((home / "spool").iterdir()):
        if segment.suffix != ".part":
            keep_segment(segment, home / "place", PAIR.recipient)
            segment.unlink()


def fetching_for(home: Path, folder: Path) -> str:
    """What the server is to run for each segment; as root they are opened beforehand."""
    identity = home / "identity"
    identity.write_text(PAIR.identity)
    if os.geteuid() != 0:
        return fetching_command(folder, identity)
    (home / "plain").mkdir()
    for sealed in folder.glob("*.age"):
        name = sealed.name.removesuffix(".age")
        fetch_segment(name, home / "plain" / name, folder, PAIR.identity)
        (home / "plain" / name).chmod(0o644)
    return f"cp {home}/plain/%f %p"


def stop(home: Path) -> None:
    """As a machine that burns would."""
    try:
        _as_nobody(
            program("pg_ctl"),
            "--pgdata",
            home / "server",
            "--mode",
            "immediate",
            "stop",
        )
    except subprocess.CalledProcessError:
        return


def address(home: Path) -> str:
    return f"postgresql://postgres@/postgres?host={home}"
