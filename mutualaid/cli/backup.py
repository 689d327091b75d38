"""Take a backup: the data and the keys, each sealed, while everything is in use."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from mutualaid.backups.host_key import confirmed_at, unsure
from mutualaid.backups.taking import take_backup
from mutualaid.cli.progress_bars import ProgressBars


@click.command
@click.option(
    "--to",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to; else MUTUALAID_BACKUPS.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(to: Path | None, as_json: bool) -> None:
    """Take a backup: the data and the keys, each sealed, while everything is in use.

    Two files in the age format. Archives of data stay for some days, weeks and months
    (MUTUALAID_BACKUPS_KEPT); of the keys there is only the newest. A duty does it daily.
    """
    with ProgressBars() as bars:
        taken = take_backup(to=to, progress=bars)
    if not confirmed_at():
        click.echo(f"Warning: {unsure()}", err=True)
    if as_json:
        click.echo(json.dumps(asdict(taken), indent=2))
        return
    click.echo(
        f"{taken.tables} tables with {taken.rows:,} rows are in {taken.data}, the keys in "
        f"{taken.keys}. Keep both away from this machine, and the key that opens them elsewhere."
    )
