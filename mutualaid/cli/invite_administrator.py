"""Invite an area administrator, where none is left to do it."""

import click

from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.actions import invite_first_administrator
from mutualaid.organisations.models import Area


@click.command
@click.argument("address")
@click.option("--name", required=True, help="Their name, as colleagues know it.")
@click.option("--area", "slug", required=True, help="The area's short name.")
def command(address: str, name: str, slug: str) -> None:
    """Print a link by which ADDRESS becomes an administrator of the area.

    It works once, for seven days. The activity log keeps that it came from here.
    """
    area = Area.objects.filter(slug=slug).first()
    if area is None:
        raise Refused(f"There is no area called {slug}.")
    with within(area.pk):
        _invitation, link = invite_first_administrator(
            area=area, email=address, name=name, by=system_actor("invite-administrator")
        )
    click.echo(link)
