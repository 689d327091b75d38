"""How backups stand: the last one, the last drill, and whether a restore is half done.

Files in the data directory, since a database that is restored would tell of its own past.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from mutualaid.core import clock
from mutualaid.privacy.rotating import replace_file

BACKUP_LATE = timedelta(hours=26)
DRILL_LATE = timedelta(days=31)
TAKEN_FILE = "backup-taken.json"
UNFINISHED_FILE = "restore-unfinished"


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was taken."""

    data: str
    keys: str
    taken_at: str
    bytes: int
    rows: int
    tables: int
    database: str

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.taken_at)

    def is_late(self) -> bool:
        return clock.now() - self.at > BACKUP_LATE


@dataclass(frozen=True, slots=True)
class Drilled:
    """A drill as its report tells it."""

    drilled_at: str
    problems: tuple[str, ...]
    seconds: float
    report: dict[str, Any]

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.drilled_at)

    def is_late(self) -> bool:
        return clock.now() - self.at > DRILL_LATE


def note_taken(taken: Taken) -> None:
    replace_file(_in_data(TAKEN_FILE), json.dumps(asdict(taken)))


def last_taken() -> Taken | None:
    """The last backup of this installation; None where none is known."""
    try:
        return Taken(**json.loads(_in_data(TAKEN_FILE).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def drills_dir() -> Path:
    return _in_data("drills")


def drills() -> list[Drilled]:
    """Every drill that has left a report, the newest first."""
    files = sorted(drills_dir().glob("drill-*.json"), reverse=True)
    return [found for file in files if (found := _drilled(file))]


def last_drill() -> Drilled | None:
    found = drills()
    return found[0] if found else None


def _drilled(file: Path) -> Drilled | None:
    try:
        told = json.loads(file.read_text())
        at, problems = told["drilled_at"], tuple(told["problems"])
        datetime.fromisoformat(at)
        return Drilled(at, problems, float(told["seconds"]), told)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def unfinished_file() -> Path:
    return _in_data(UNFINISHED_FILE)


def is_half_restored() -> bool:
    return unfinished_file().exists()


def _in_data(name: str) -> Path:
    return Path(settings.DATA_DIR) / name
