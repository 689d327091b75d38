"""Make the key that backups are sealed for, and check that it is kept elsewhere."""

import sys
from pathlib import Path

import click

from mutualaid.backups.host_key import (
    confirm,
    confirmed_at,
    identity_in,
    identity_of,
    keep_recipient,
    known_recipient,
    new_pair,
    refuse_kept_here,
    unsure,
)
from mutualaid.core.refusal import Refused

KEEP = """\
This key opens every backup from now on. It is shown once and kept nowhere on this machine.
Whoever loses it loses the backups; whoever has it and a backup has everything.
Write it into the password store of two people, or print it and lock it away:
"""


@click.command("backup-key")
@click.option("--new", is_flag=True, help="Make another, though there is one.")
@click.option(
    "--identity-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where the key was kept, to be checked; it may not lie on this machine for good.",
)
@click.option(
    "--later",
    is_flag=True,
    help="Do not ask for the key back now; until then it is unsure.",
)
def command(new: bool, identity_file: Path | None, later: bool) -> None:
    """Make the key that backups are sealed for, and check that it is kept elsewhere.

    The first run shows the key once and keeps its public half only. It ends when the key is given
    back, typed or by --identity-file, and opens a test message. A later run only asks again.
    """
    made = new or not known_recipient()
    if made:
        _show_new()
    if later and not identity_file:
        click.echo(unsure())
        return
    _ask_back(identity_file)
    click.echo(f"The key opens what is sealed here. Confirmed at {confirmed_at()}.")


def _show_new() -> None:
    pair = new_pair()
    keep_recipient(pair.recipient)
    if known_recipient() != pair.recipient:
        raise Refused(
            "MUTUALAID_BACKUP_RECIPIENT is set and goes before a new key; unset it first."
        )
    click.echo(
        f"{KEEP}\n{pair.identity}\n\nIts public half stays here: {pair.recipient}"
    )


def _ask_back(identity_file: Path | None) -> None:
    if identity_file:
        refuse_kept_here(identity_file)
        confirm(identity_in(identity_file))
        return
    if not sys.stdin.isatty():
        raise Refused(unsure())
    told = click.prompt(
        "Once it is kept, fetch it from there and give it back", hide_input=True
    )
    confirm(identity_of(told))
