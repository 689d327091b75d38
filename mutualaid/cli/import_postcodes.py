"""Take in postcodes: ONS Postcode Directory, NSPL, Code-Point Open or a plain list."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from mutualaid.cli.progress_bars import ProgressBars
from mutualaid.core.actor import system_actor
from mutualaid.geography.actions import import_postcodes
from mutualaid.geography.reports import PostcodeImportReport, Problem


@click.command("import-postcodes")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Read a file that is already in once more.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(file: Path, again: bool, as_json: bool) -> None:
    """Take in the postcodes of FILE, a CSV file, a folder of them or a zip.

    The columns tell which list it is. An import that was cut short goes on where it stopped
    when the command is given again.
    """
    with ProgressBars() as bars:
        report = import_postcodes(
            path=file, by=system_actor("import-postcodes"), again=again, progress=bars
        )
    if as_json:
        click.echo(json.dumps(report.as_dict(), indent=2))
    else:
        click.echo("\n".join(_sentences(report)))
    if report.bad:
        raise SystemExit(1)


def _sentences(report: PostcodeImportReport) -> Iterator[str]:
    yield f"{report.file}: {report.layout}."
    if report.already_in:
        yield "This file is already in; --again reads it once more. Its import found:"
    if report.resumed_at:
        yield f"An earlier run had read {report.resumed_at:,} rows; this one did the rest."
    yield f"{report.read:,} rows read."
    yield f"{report.live:,} postcodes in use and {report.ended:,} no longer in use stored."
    unused = report.no_coordinates + report.outside_uk + report.bad
    yield (
        f"{unused:,} rows left out: {report.no_coordinates:,} without coordinates, "
        f"{report.outside_uk:,} outside the United Kingdom, {report.bad:,} not readable."
    )
    yield from problem_lines(report.problems, report.bad)
    yield f"{report.removed:,} postcodes removed that this list no longer has."
    yield f"Middles known of {report.sectors:,} sectors and {report.outcodes:,} outcodes."


def problem_lines(problems: tuple[Problem, ...], bad: int) -> Iterator[str]:
    """The first bad rows, one to a line, and how many more there are."""
    for problem in problems:
        yield f"  {problem.table}, row {problem.row}: {problem.reason}"
    if bad > len(problems):
        yield f"  and {bad - len(problems):,} more"
