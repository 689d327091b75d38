"""PostgreSQL's own programs, and how they are told where the server is."""

import os
import shutil
import subprocess
from glob import glob

from django.conf import settings
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from mutualaid.core.refusal import Refused

# Where Debian keeps those that are not on the path.
ELSEWHERE = "/usr/lib/postgresql/*/bin"


def program(name: str) -> str:
    """Raises Refused where it is not here."""
    places = [
        os.environ.get("PATH", os.defpath),
        *sorted(glob(ELSEWHERE), reverse=True),
    ]
    found = shutil.which(name, path=os.pathsep.join(places))
    if not found:
        raise Refused(
            f"{name} is not on this machine; install PostgreSQL's programs, of the version that "
            "the server has. No backup was taken."
        )
    return found


def copying_role() -> str:
    """How the role that may copy everything reaches the server. Raises Refused."""
    told: str = settings.BACKUP_DATABASE_URL
    if not told:
        raise Refused(
            "MUTUALAID_BACKUP_DATABASE_URL is not set; it names the role that may copy the whole "
            "server (docs/operations.md says how to make it). No backup was taken."
        )
    return told


def without_password(conninfo: str) -> tuple[str, dict[str, str]]:
    """What may stand on a command line, and the environment that holds the rest."""
    told = conninfo_to_dict(conninfo)
    password = told.pop("password", None)
    hidden = {"PGPASSWORD": str(password)} if password else {}
    return make_conninfo(**told), {**os.environ, **hidden}  # type: ignore[arg-type]


def started(name: str, *words: str, conninfo: str) -> subprocess.Popen[str]:
    """Begin one of the programs; what it says of errors can be read."""
    plain, environment = without_password(conninfo)
    return subprocess.Popen(  # noqa: S603
        [program(name), f"--dbname={plain}", "--no-password", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
