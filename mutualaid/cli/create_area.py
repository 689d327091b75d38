"""Add the partnership that meetings are imported for, and the national fellowships."""

import click

from mutualaid.core.actor import system_actor
from mutualaid.directory.actions import load_national_fellowships
from mutualaid.organisations.actions import create_area


@click.command("create-area")
@click.argument("name")
@click.option("--slug", required=True, help="Its short name in commands.")
@click.option(
    "--latitude",
    type=click.FloatRange(-90, 90),
    required=True,
    help="Of its middle: same-named places near it are meant first.",
)
@click.option("--longitude", type=click.FloatRange(-180, 180), required=True)
@click.option("--host", default="", help="The host name its pages answer to.")
def command(name: str, slug: str, latitude: float, longitude: float, host: str) -> None:
    """Add the area NAME, as its pages are to be headed."""
    by = system_actor("create-area")
    area = create_area(
        name=name,
        slug=slug,
        latitude=latitude,
        longitude=longitude,
        host=host,
        by=by,
    )
    load_national_fellowships(by=by)
    click.echo(f"{area.name} is there; import-meetings can fill it.")
