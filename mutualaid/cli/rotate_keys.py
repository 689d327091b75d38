"""Change the vault key and the hash key, and close everything anew under them."""

import json

import click
from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core.actor import system_actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.privacy.rotating import (
    HASHES,
    VAULT,
    begin_rotation,
    end_rotation,
    rehash_rows,
    rewrap_keys,
)


@click.command("rotate-keys")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(as_json: bool) -> None:
    """Change the vault key and the hash key, and close everything anew under them.

    Safe while the server runs, and safe to run again where it was cut off. Take a backup of the
    keys afterwards: one from before opens nothing new.
    """
    begun = [ring.file_name for ring in (VAULT, HASHES) if begin_rotation(ring)]
    counted = {"wrapped": sum(rewrap_keys()), "hashed": sum(rehash_rows())}
    for ring in (VAULT, HASHES):
        end_rotation(ring)
    # What a server was just writing with the former key in its hand.
    counted["hashed"] += sum(rehash_rows())
    with within(INSTALLATION), transaction.atomic():
        record(
            act="privacy.rotate_keys", by=system_actor("rotate-keys"), detail=counted
        )
    _say(counted, begun, as_json)


def _say(counted: dict[str, int], begun: list[str], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**counted, "new": begun}))
        return
    went_on = "" if begun else " A change that was cut off before is finished now."
    click.echo(
        f"{counted['wrapped']} keys of clients and {counted['hashed']} names are under the "
        f"new keys.{went_on} Take a backup of the keys now: `mutualaid backup`."
    )
