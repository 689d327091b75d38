"""The base copy of a PostgreSQL server."""

from datetime import datetime
from pathlib import Path

from mutualaid.backups.table_sums import Progress, TableSum
from mutualaid.core.refusal import Refused


def copy_cluster(
    target: Path, now: datetime, progress: Progress
) -> tuple[dict[str, TableSum], str]:
    raise Refused("not yet")
