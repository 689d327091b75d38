"""Seal one file of PostgreSQL's log; for its setting archive_command."""

from pathlib import Path

import click

from mutualaid.backups.host_key import recipient
from mutualaid.backups.places import backup_dir
from mutualaid.backups.postgresql.archived_log import keep_segment


@click.command("archive-wal")
@click.argument("segment", type=click.Path(path_type=Path))
@click.option(
    "--to",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where backups go; else MUTUALAID_BACKUPS.",
)
def command(segment: Path, to: Path | None) -> None:
    """Seal one file of PostgreSQL's log; for its setting archive_command.

    Run by PostgreSQL with MUTUALAID_BACKUP_RECIPIENT in its environment, as
    archive_command = 'mutualaid archive-wal %p --to DIR'. On return the file is on the disk.
    """
    keep_segment(segment, backup_dir(to), recipient())
