"""What an archive says about itself: the last file in it, written once all others were read."""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader

from mutualaid.core.refusal import Refused

from .packing import Sum
from .table_sums import TableSum

FORMAT = 1


class Holds(StrEnum):
    """What an archive is of."""

    DATA = "data"
    KEYS = "keys"


class Database(StrEnum):
    """What the data were copied from."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`restore_point` names the moment that PostgreSQL's tables were counted at."""

    holds: Holds
    place: str
    made_at: str
    files: dict[str, Sum]
    database: Database | None = None
    version: str = field(default_factory=lambda: version("mutualaid"))
    migrations: list[str] = field(default_factory=list)
    tables: dict[str, TableSum] = field(default_factory=dict)
    restore_point: str = ""
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()


def read_manifest(file: Path, expected: Holds) -> Manifest:
    """Raises Refused for what this program cannot restore."""
    try:
        told: dict[str, Any] = json.loads(file.read_bytes())
        _refuse_newer(told)
        manifest = _of(told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            "The archive does not say what it holds, so it is no backup of ours, or a damaged "
            "one. Nothing was changed."
        ) from error
    if manifest.holds is not expected:
        raise Refused(
            f"That is an archive of {manifest.holds}, and one of {expected} was asked for. "
            "Nothing was changed."
        )
    return manifest


def _of(told: dict[str, Any]) -> Manifest:
    return Manifest(
        **{
            **told,
            "holds": Holds(told["holds"]),
            "database": Database(told["database"]) if told["database"] else None,
            "files": {name: Sum(**each) for name, each in told["files"].items()},
            "tables": {name: TableSum(**each) for name, each in told["tables"].items()},
        }
    )


def _refuse_newer(told: dict[str, Any]) -> None:
    unknown = set(told["migrations"]) - _known_migrations()
    if told["format"] > FORMAT or unknown:
        raise Refused(
            f"The backup was taken by version {told['version']} of this program, which is newer "
            f"than this one, {version('mutualaid')}. Install that one and restore with it. "
            "Nothing was changed."
        )


def _known_migrations() -> set[str]:
    """Of this program, read from its files; no database is asked."""
    return {
        f"{app}.{name}" for app, name in MigrationLoader(None, True).disk_migrations
    }
