"""Take in meetings from a file or a web address, in any format that we read."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from mutualaid.cli.chosen_area import chosen_area
from mutualaid.cli.given_files import mapping_in, whole_file
from mutualaid.cli.progress_bars import ProgressBars
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import import_meetings
from mutualaid.directory.fetching import fetch
from mutualaid.directory.formats import FORMATS
from mutualaid.directory.formats.records import Problem
from mutualaid.directory.import_problems import problem_rows
from mutualaid.directory.staging import ImportReport

MOST_PROBLEMS = 20


@click.command("import-meetings")
@click.argument("file_or_url")
@click.option(
    "--source",
    "source_name",
    metavar="NAME",
    required=True,
    help="What to call the list; give the same name each time it is read.",
)
@click.option(
    "--fellowship",
    metavar="KEY",
    default="",
    help="Whose meetings they are, where the records do not say.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    help="Told by what the file holds if left out.",
)
@click.option(
    "--mapping",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A JSON or TOML table from the list's headings to our fields.",
)
@click.option(
    "--timezone",
    metavar="NAME",
    default="Europe/London",
    show_default=True,
    help="Of meetings whose record names none.",
)
@click.option("--area", "slug", metavar="SLUG", default="", help="Of several areas.")
@click.option(
    "--problems",
    "problems_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write every problem to FILE, as a table for whoever mends the list.",
)
@click.option("--dry-run", is_flag=True, help="Only report; change nothing.")
@click.option(
    "--accept-drop",
    is_flag=True,
    help="Even if more than half of the list's meetings would go.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.option(
    "--allow-private",
    is_flag=True,
    help="Read addresses of your own network as well.",
)
@click.pass_context
def command(
    ctx: click.Context,
    file_or_url: str,
    source_name: str,
    fellowship: str,
    format_name: str | None,
    mapping: Path | None,
    timezone: str,
    slug: str,
    problems_file: Path | None,
    dry_run: bool,
    accept_drop: bool,
    as_json: bool,
    allow_private: bool,
) -> None:
    """Make the directory agree with FILE_OR_URL about the meetings of one list.

    The same list again changes only what is different in it, and meetings it no longer has are
    taken out. A record that cannot be used is left out and told; then the exit status is 1.
    """
    area = chosen_area(slug)
    fields = mapping_in(mapping) if mapping else None
    data, file_name = _list_at(file_or_url, allow_private=allow_private)
    with within(area.pk), ProgressBars() as bars:
        report = import_meetings(
            area=area,
            source_name=source_name,
            data=data,
            file_name=file_name,
            fellowship=fellowship,
            format_name=format_name,
            mapping=fields,
            timezone=timezone,
            is_dry_run=dry_run,
            may_drop=accept_drop,
            by=system_actor("import-meetings"),
            progress=bars,
        )
    if problems_file:
        _write_problems(problems_file, report)
    click.echo(_json(report) if as_json else "\n".join(_sentences(file_name, report)))
    ctx.exit(1 if report.rejected else 0)


def _list_at(file_or_url: str, *, allow_private: bool) -> tuple[bytes, str]:
    """The list, and what to call it."""
    if "://" in file_or_url:
        fetched = fetch(file_or_url, allow_private=allow_private)
        return fetched.data, fetched.name
    path = Path(file_or_url)
    return whole_file(path), path.name


def _write_problems(path: Path, report: ImportReport) -> None:
    """The table. Raises Refused where it cannot be written."""
    table = "".join(problem_rows([asdict(each) for each in report.problems]))
    try:
        # With a mark that makes spreadsheets read it as UTF-8.
        path.write_text(table, encoding="utf-8-sig", newline="")
    except OSError as error:
        why = (error.strerror or "the disk failed").lower()
        raise Refused(f"{path}: it could not be written, {why}.") from error


def _json(report: ImportReport) -> str:
    return json.dumps(report.as_json(), indent=2, ensure_ascii=False)


def _sentences(file_name: str, report: ImportReport) -> Iterator[str]:
    if report.is_dry_run:
        yield "A dry run: nothing was changed."
    records = "record" if report.read == 1 else "records"
    yield (
        f"{file_name}: {report.read:,} {records} read, {report.accepted:,} accepted, "
        f"{report.rejected:,} rejected."
    )
    yield (
        f"{report.new:,} new, {report.changed:,} changed, {report.unchanged:,} as they "
        f"were, {report.gone:,} gone from the list."
    )
    if report.problems:
        yield "What to mend in the list:"
        yield from _problem_lines(report.problems)


def _problem_lines(problems: tuple[Problem, ...]) -> Iterator[str]:
    """The gravest first."""
    ordered = sorted(problems, key=lambda problem: not problem.fatal)
    for problem in ordered[:MOST_PROBLEMS]:
        where = ", ".join(part for part in (problem.record, problem.field) if part)
        left_out = " Left out." if problem.fatal else ""
        yield f"  {where}: {problem.reason}{left_out}"
    if len(ordered) > MOST_PROBLEMS:
        yield f"  and {len(ordered) - MOST_PROBLEMS:,} more"
