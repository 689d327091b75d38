"""Hold a restore drill: back up, restore elsewhere, try it out, and leave a report."""

import json
from pathlib import Path

import click

from mutualaid.backups.drilling import hold_drill, in_words
from mutualaid.backups.host_key import refuse_kept_here
from mutualaid.cli.progress_bars import ProgressBars


@click.command
@click.option(
    "--identity-file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The kept key: then the newest backup that is there is restored, not a fresh one.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def command(ctx: click.Context, identity_file: Path | None, as_json: bool) -> None:
    """Hold a restore drill: back up, restore elsewhere, try it out, and leave a report.

    Safe while the server runs. Needs room for a copy of everything in MUTUALAID_DATA, where the
    report stays in the folder drills. The exit status is 1 if there is a problem.
    """
    if identity_file:
        refuse_kept_here(identity_file)
    with ProgressBars() as bars:
        told = hold_drill(identity_file=identity_file, progress=bars)
    click.echo(json.dumps(told, indent=2) if as_json else "\n".join(in_words(told)))
    ctx.exit(1 if told["problems"] else 0)
