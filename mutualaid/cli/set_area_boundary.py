"""Say how far the area reaches: by an outline, or by miles around its middle."""

from pathlib import Path

import click

from mutualaid.cli.chosen_area import chosen_area
from mutualaid.cli.given_files import whole_file
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.geography.boundaries import BoundaryError, read_boundary
from mutualaid.organisations.actions.reach import read_codes, set_reach


@click.command("set-area-boundary")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--codes",
    multiple=True,
    metavar="CODE",
    help="Take only what carries this code; several may be given, or one with commas.",
)
@click.option(
    "--radius", type=float, metavar="MILES", help="Instead of an outline: a circle."
)
@click.option("--area", "slug", metavar="SLUG", default="", help="Of several areas.")
def command(
    file: Path | None, codes: tuple[str, ...], radius: float | None, slug: str
) -> None:
    """Make the outline in FILE, which is GeoJSON, the area's own.

    Of a file of many authorities `--codes E10000007,E06000015` takes those, whatever the
    property is called that has the code.
    """
    if (file is None) == (radius is None):
        raise Refused(
            "Give a file with an outline, or --radius with a number of miles."
        )
    area = chosen_area(slug)
    wanted = read_codes(" ".join(codes))
    outline = None
    if file is not None:
        try:
            outline = read_boundary(whole_file(file), wanted)
        except BoundaryError as error:
            raise Refused(f"{file}: {error}") from error
    with within(area.pk):
        set_reach(
            area=area,
            outline=outline,
            authority_codes=wanted if outline else [],
            radius_miles=radius,
            by=system_actor("set-area-boundary"),
        )
    if outline is None:
        click.echo(f"{area.name} reaches {radius:g} miles around its middle.")
    else:
        click.echo(f"{area.name} has an outline of {outline.size:,} points.")
