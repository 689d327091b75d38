"""Take in where people live: a table of small areas with their points and numbers."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from mutualaid.cli.chosen_area import chosen_area
from mutualaid.cli.given_files import whole_file
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.directory.actions.population import import_population
from mutualaid.directory.population_file import PopulationRead

MOST_PROBLEMS = 20


@click.command("import-population")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--middles",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A second table with the points of the codes, where FILE has none.",
)
@click.option("--area", "slug", metavar="SLUG", default="", help="Of several areas.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def command(
    ctx: click.Context, file: Path, middles: Path | None, slug: str, as_json: bool
) -> None:
    """Make the small areas in FILE, a CSV table, those that gaps are reckoned with.

    It needs a code, a number of people, and latitude and longitude or easting and northing.
    Whatever was there before is replaced. A row that cannot be used is left out and told; then
    the exit status is 1.
    """
    area = chosen_area(slug)
    data = whole_file(file)
    points = whole_file(middles) if middles else None
    with within(area.pk):
        found = import_population(
            area=area, data=data, middles=points, by=system_actor("import-population")
        )
    click.echo(_json(found) if as_json else "\n".join(_sentences(file.name, found)))
    ctx.exit(1 if found.rejected else 0)


def _json(found: PopulationRead) -> str:
    told = {
        "read": found.read,
        "accepted": len(found.rows),
        "rejected": found.rejected,
        "people": sum(row.people for row in found.rows),
        "problems": [
            {"row": each.row, "reason": each.reason} for each in found.problems
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _sentences(name: str, found: PopulationRead) -> Iterator[str]:
    people = sum(row.people for row in found.rows)
    yield (
        f"{name}: {_counted(found.read, 'row')} read, {_counted(len(found.rows), 'point')} "
        f"stored with {people:,} people, {found.rejected:,} left out."
    )
    for problem in found.problems[:MOST_PROBLEMS]:
        yield f"  row {problem.row}: {problem.reason}"
    if found.rejected > MOST_PROBLEMS:
        yield f"  and {found.rejected - MOST_PROBLEMS:,} more"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
