"""A server over a restored data directory, by a socket only, for as long as a drill lasts."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

from mutualaid.core.refusal import Refused

from .programs import program

WAIT_SECONDS = 600
NOT_UP = "PostgreSQL did not come up over what was restored."
NOBODY = ("setpriv", "--reuid", "nobody", "--clear-groups")


@contextmanager
def trial_server(directory: Path) -> Iterator[Path]:
    """The directory of its socket. Raises Refused where it does not come up."""
    place = directory.parent / "server"
    place.mkdir(mode=0o700)
    (place / "postgresql.conf").touch()
    (place / "pg_hba.conf").write_text("local all all trust\n")
    _hand_over(directory.parent)
    try:
        _control(
            "start",
            directory,
            "--options",
            _options(place),
            "--log",
            str(place / "log"),
        )
        _await_end_of_recovery(place)
        yield place
    finally:
        _control("stop", directory, "--mode", "immediate")


def _options(place: Path) -> str:
    """Its own settings, since those of the server it is a copy of may lie elsewhere."""
    told = {
        "config_file": place / "postgresql.conf",
        "hba_file": place / "pg_hba.conf",
        "unix_socket_directories": place,
        "listen_addresses": "''",
        # Nobody may ask before the end of recovery, and nothing of a drill is archived.
        "hot_standby": "off",
        "archive_mode": "off",
    }
    return " ".join(f"-c {name}={value}" for name, value in told.items())


def _control(verb: str, directory: Path, *words: str) -> None:
    command = [program("pg_ctl"), verb, "--pgdata", str(directory), *words]
    if verb == "start":
        command += ["--wait", "--timeout", str(WAIT_SECONDS)]
    ended = subprocess.run(  # noqa: S603
        [*_as_nobody(), *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        cwd="/",
    )
    if verb == "start" and ended.returncode:
        raise Refused(NOT_UP)


def _as_nobody() -> tuple[str, ...]:
    """PostgreSQL refuses to run as root."""
    return NOBODY if os.geteuid() == 0 else ()


def _hand_over(directory: Path) -> None:
    """All of a drill's own directory: it is thrown away."""
    if os.geteuid() == 0:
        for path in (directory, *directory.rglob("*")):
            shutil.chown(path, "nobody")


def _await_end_of_recovery(place: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS
    conninfo = copying_address(place)
    while time.monotonic() < until:
        try:
            with psycopg.connect(conninfo) as connection:
                found = connection.execute("SELECT pg_is_in_recovery()").fetchone()
                if found == (False,):
                    return
        except psycopg.OperationalError:
            # Until then it lets nobody in.
            pass
        time.sleep(0.2)
    raise Refused(NOT_UP)


def copying_address(place: Path) -> str:
    """The same role that copies, at this server."""
    told = conninfo_to_dict(settings.BACKUP_DATABASE_URL)
    return _address(str(told.get("user", "")), str(told.get("dbname", "")), place)


def addresses(place: Path) -> dict[str, str]:
    """The environment of a program that works with it: the same roles, the same database."""
    serving = settings.DATABASES["default"]
    owner = settings.OWNER_DATABASE or serving
    return {
        "DATABASE_URL": _address(serving["USER"], serving["NAME"], place),
        "MUTUALAID_OWNER_DATABASE_URL": _address(owner["USER"], owner["NAME"], place),
        "MUTUALAID_BACKUP_DATABASE_URL": copying_address(place),
    }


def _address(user: str, database: str, place: Path) -> str:
    return f"postgresql://{quote(user)}@/{quote(database)}?host={quote(str(place), safe='')}"
