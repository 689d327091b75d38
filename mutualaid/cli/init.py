"""Set up a real installation: keys, tables, the area and its first administrators."""

import sys
from dataclasses import dataclass

import click
from django.conf import settings

from mutualaid.cli.backup_key import command as backup_key
from mutualaid.cli.migrate import bring_up_to_date
from mutualaid.cli.new_key import ensure_keys
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import load_national_fellowships
from mutualaid.organisations.actions import create_area, invite_first_administrator
from mutualaid.organisations.models import Area

WHY_TWO = (
    "Two administrators, because roles that read something of clients take two people: "
    "one invites, another approves."
)


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is to look after accounts."""

    name: str
    email: str


@click.command
@click.option("--name", prompt="The partnership's name, as its pages are headed")
@click.option(
    "--slug", prompt="Its short name in commands", help="Letters and hyphens."
)
@click.option("--host", prompt="The host name its pages answer to")
@click.option(
    "--latitude",
    type=click.FloatRange(-90, 90),
    prompt="The latitude of its middle",
    help="Same-named places near the middle are meant first.",
)
@click.option(
    "--longitude", type=click.FloatRange(-180, 180), prompt="And the longitude"
)
@click.option("--administrator", prompt="The first administrator's name")
@click.option("--address", prompt="Their e-mail address")
@click.option("--second-administrator", prompt="The second administrator's name")
@click.option("--second-address", prompt="Their e-mail address")
@click.option(
    "--backup-key-later",
    is_flag=True,
    help="End without the key of backups; nothing can be backed up until there is one.",
)
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    slug: str,
    host: str,
    latitude: float,
    longitude: float,
    administrator: str,
    address: str,
    second_administrator: str,
    second_address: str,
    backup_key_later: bool,
) -> None:
    """Set up a real installation; asks for whatever is not given.

    Makes the keys that are missing, brings the tables up to date, adds the area with the
    national fellowships, and prints a link for each of two administrators.
    """
    invited = (
        Invited(administrator, address),
        Invited(second_administrator, second_address),
    )
    _refuse_one_person(invited)
    _refuse_closed_host(host)
    for file in ensure_keys():
        click.echo(f"A new key is in {file}.")
    bring_up_to_date(verbosity=0)
    by = system_actor("init")
    area = create_area(
        name=name, slug=slug, latitude=latitude, longitude=longitude, host=host, by=by
    )
    load_national_fellowships(by=by)
    _say_links(area, invited, by)
    _ask_for_backup_key(ctx, backup_key_later)


def _refuse_one_person(invited: tuple[Invited, Invited]) -> None:
    first, second = (each.email.strip().lower() for each in invited)
    if first == second:
        raise Refused(f"Both administrators have one e-mail address. {WHY_TWO}")


def _refuse_closed_host(host: str) -> None:
    if host.lower() not in settings.ALLOWED_HOSTS:
        raise Refused(
            f"MUTUALAID_HOSTS does not name {host}, so nobody could open its pages; "
            "set it and start again. Nothing was changed."
        )


def _say_links(area: Area, invited: tuple[Invited, ...], by: Actor) -> None:
    click.echo(f"{area.name} is there. {WHY_TWO}")
    click.echo(
        "Hand each of these links to its person only; it works once, for 7 days."
    )
    with within(area.pk):
        for each in invited:
            _invitation, link = invite_first_administrator(
                area=area, email=each.email, name=each.name, by=by
            )
            click.echo(f"{each.name}: {link}")


def _ask_for_backup_key(ctx: click.Context, later: bool) -> None:
    """A key is shown to somebody who sits there, and to no script that keeps what it reads."""
    if later or not sys.stdin.isatty():
        click.echo(
            "Nothing can be backed up yet: run `mutualaid backup-key`, which makes the key "
            "for it and has you keep it elsewhere.",
            err=True,
        )
        return
    ctx.invoke(backup_key)
