"""Open one file of PostgreSQL's log again; for its setting restore_command."""

from pathlib import Path

import click

from mutualaid.backups.host_key import identity_in
from mutualaid.backups.postgresql.archived_log import fetch_segment


@click.command("fetch-wal")
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder wal where backups are.",
)
@click.option(
    "--identity-file",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The key that was kept.",
)
@click.pass_context
def command(
    ctx: click.Context, name: str, target: Path, folder: Path, identity_file: Path
) -> None:
    """Open one file of PostgreSQL's log again; for its setting restore_command.

    `mutualaid restore --postgresql-data` writes that setting. The exit status is 1 where there is
    no such file, by which PostgreSQL knows the end.
    """
    found = fetch_segment(name, target, folder, identity_in(identity_file))
    ctx.exit(0 if found else 1)
