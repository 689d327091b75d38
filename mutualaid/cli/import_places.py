"""Take in place names: GeoNames, OS Open Names, ONS Index of Place Names or a plain list."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from mutualaid.cli.import_postcodes import problem_lines
from mutualaid.cli.progress_bars import ProgressBars
from mutualaid.core.actor import system_actor
from mutualaid.geography.actions import import_places
from mutualaid.geography.reports import PlaceImportReport


@click.command("import-places")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(file: Path, as_json: bool) -> None:
    """Take in the names of towns and villages in FILE, a table, a folder of them or a zip.

    The columns tell which list it is. A list replaces an earlier one of the same kind.
    """
    with ProgressBars() as bars:
        report = import_places(
            path=file, by=system_actor("import-places"), progress=bars
        )
    if as_json:
        click.echo(json.dumps(report.as_dict(), indent=2))
    else:
        click.echo("\n".join(_sentences(report)))
    if report.bad:
        raise SystemExit(1)


def _sentences(report: PlaceImportReport) -> Iterator[str]:
    yield f"{report.file}: {report.layout}."
    yield f"{report.read:,} rows read, {report.places:,} places stored."
    yield (
        f"{report.not_places + report.repeated + report.bad:,} rows left out: "
        f"{report.not_places:,} name something else, {report.repeated:,} repeat a place, "
        f"{report.bad:,} not readable."
    )
    yield from problem_lines(report.problems, report.bad)
