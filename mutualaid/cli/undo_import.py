"""Undo the last reading of a list of meetings."""

import click

from mutualaid.cli.chosen_area import chosen_area
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import undo_import
from mutualaid.directory.models import ImportRun
from mutualaid.directory.models.imports import ImportStatus


@click.command("undo-import")
@click.option(
    "--source",
    "source_name",
    metavar="NAME",
    required=True,
    help="What the list was called when it was read.",
)
@click.option("--area", "slug", metavar="SLUG", default="", help="Of several areas.")
def command(source_name: str, slug: str) -> None:
    """Put the meetings of one list back as they were before it was last taken over.

    Once more goes back one reading further. What was changed by hand since stays.
    """
    area = chosen_area(slug)
    with within(area.pk):
        runs = ImportRun.objects.filter(area=area, source_name=source_name)
        applied = runs.filter(status=ImportStatus.APPLIED)
        run = applied.order_by("finished_at", "pk").last()
        if run is None:
            raise Refused(f"No reading of a list called {source_name} can be undone.")
        report = undo_import(
            run=run, by=system_actor("undo-import"), by_role="command line"
        )
    click.echo(
        f"{report.taken_out:,} taken out again, {report.put_back:,} put back, "
        f"{report.as_before:,} as before."
    )
    for reference, field in report.kept:
        click.echo(f"  {reference}: {field} was changed by hand since, and stays.")
