"""Put a backup back: opened, compared, verified, and everybody erased since erased again."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from mutualaid.backups.apart import PROGRAM, environment_of, run_apart
from mutualaid.backups.finishing import Finished, finish
from mutualaid.backups.host_key import identity_in, identity_of
from mutualaid.backups.postgresql.archived_log import FOLDER
from mutualaid.backups.postgresql.laying_out import Stop, fetching_command
from mutualaid.backups.restoring import Place, Server, Source, restore
from mutualaid.cli.migrate import bring_up_to_date
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused

NOW_START = """\
PostgreSQL's data are in {}. Give them to the user it runs as, start it there, and let DATABASE_URL
and its companions lead to it. Then run `mutualaid restore --finish`; until that has ended well,
nothing is served."""
FILE = click.Path(dir_okay=False, path_type=Path)
DIRECTORY = click.Path(file_okay=False, path_type=Path)


@click.command
@click.argument("archive", required=False, type=FILE)
@click.option("--keys", metavar="FILE", type=FILE, help="The newest archive of keys.")
@click.option(
    "--identity-file",
    metavar="FILE",
    type=FILE,
    help="The key that was kept elsewhere; else it is asked for.",
)
@click.option(
    "--ledger",
    metavar="FILE",
    type=FILE,
    help="An erased.jsonl that is newer than the archives', if one was saved.",
)
@click.option(
    "--to", metavar="DIR", type=DIRECTORY, help="Where to; else MUTUALAID_DATA."
)
@click.option(
    "--replace", is_flag=True, help="Take the place of what is there already."
)
@click.option(
    "--finish", "only_finish", is_flag=True, help="End a restore that was begun."
)
@click.option(
    "--postgresql-data",
    "server_dir",
    metavar="DIR",
    type=DIRECTORY,
    help="An empty directory for PostgreSQL's data, where the backup is of it.",
)
@click.option(
    "--until",
    metavar="TIME",
    type=click.DateTime(),
    help="With PostgreSQL's archived log: the state at this time (UTC).",
)
@click.option(
    "--latest",
    is_flag=True,
    help="With PostgreSQL's archived log: as late a state as it holds.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(
    archive: Path | None,
    keys: Path | None,
    identity_file: Path | None,
    ledger: Path | None,
    to: Path | None,
    replace: bool,
    only_finish: bool,
    server_dir: Path | None,
    until: datetime | None,
    latest: bool,
    as_json: bool,
) -> None:
    """Put a backup back: ARCHIVE holds the data, --keys the keys; stop the service before.

    Nothing is changed unless both open and hold what they say. Then tables are compared with the
    backup, the activity log is verified, and whoever was erased since is erased again; until
    that is done `mutualaid serve` does not start. Lines of the log that only anchors know of
    were written after the backup: they are told, and are lost.
    """
    if only_finish:
        _say(_finish(), as_json)
        return
    if archive is None or keys is None:
        raise click.UsageError(
            "Name the archive of data, and that of keys with --keys."
        )
    if (until or latest) and not (server_dir and identity_file):
        raise click.UsageError(
            "--until and --latest need --postgresql-data and --identity-file."
        )
    source = Source(archive, keys, _identity(identity_file), ledger)
    stop = Stop.TIME if until else Stop.LATEST if latest else Stop.COUNTED
    server = _server(server_dir, archive, identity_file, stop, until)
    place = Place.at(to) if to else Place.of_settings()
    restore(source, place, replace=replace, server=server)
    if server:
        click.echo(NOW_START.format(server.directory))
    else:
        _finish_apart(to, as_json)


def _server(
    directory: Path | None,
    archive: Path,
    identity_file: Path | None,
    stop: Stop,
    until: datetime | None,
) -> Server | None:
    if directory is None:
        return None
    if stop is Stop.COUNTED or identity_file is None:
        return Server(directory)
    folder = archive.resolve().parent / FOLDER
    at = until.replace(tzinfo=UTC) if until else None
    return Server(directory, fetching_command(folder, identity_file), stop, at)


def _identity(file: Path | None) -> str:
    if file:
        return identity_in(file)
    return identity_of(click.prompt("The key that was kept", hide_input=True))


def _finish() -> Finished:
    return finish(
        by=system_actor("restore"),
        bring_up_to_date=lambda: bring_up_to_date(verbosity=0),
    )


def _finish_apart(to: Path | None, as_json: bool) -> None:
    """In a process of its own, which reads the keys that were just restored."""
    words = (*PROGRAM, "restore", "--finish", *(["--json"] if as_json else []))
    ended = run_apart(words, environment_of(to))
    click.echo(ended.stdout, nl=False)
    if ended.returncode:
        raise Refused(
            f"{ended.stderr.strip()}\nThe restore is not finished, and nothing is served until `mutualaid restore "
            "--finish` has ended well."
        )


def _say(done: Finished, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(done), indent=2))
        return
    for sentence in done.lost:
        click.echo(f"Lost: {sentence}")
    rows = sum(done.tables.values())
    held = "as they were backed up" if done.compared else "held to no count"
    click.echo(
        f"{len(done.tables)} tables with {rows:,} rows, {held}; {done.log_lines:,} lines of the "
        f"log verified; {done.keys:,} keys open; {done.erased_again:,} of {done.erasures:,} "
        "erasures done again. Everybody signs in anew. `mutualaid serve` may start."
    )
