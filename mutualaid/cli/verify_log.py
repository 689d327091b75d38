"""Tell whether the activity log stands as it was written: every line, end and anchor."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from django.conf import settings

from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.activity_log.verifying import ChainReport, verify_chain
from mutualaid.cli.progress_bars import ProgressBars
from mutualaid.core.area import INSTALLATION, within
from mutualaid.organisations.models import Area


@click.command("verify-log")
@click.option(
    "--anchors",
    "directory",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the anchors are, or a copy of them; else MUTUALAID_ANCHORS.",
)
@click.option(
    "--area", "slug", metavar="SLUG", default="", help="Only this one's chain."
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def command(
    ctx: click.Context, directory: Path | None, slug: str, as_json: bool
) -> None:
    """Check every line of every chain, its order, its end and its anchors.

    A sentence for each finding; the exit status is 1 if there is one. It needs the log's key and
    is worth most with anchors that were kept on another machine.
    """
    book = AnchorBook(directory or settings.ANCHORS_DIR)
    names = dict(Area.objects.order_by("pk").values_list("pk", "slug"))
    if slug and slug not in names.values():
        raise click.BadParameter(
            f"There is no area called {slug}.", param_hint="--area"
        )
    chains = [pk for pk, name in names.items() if name == slug] or _chains(names, book)
    with ProgressBars() as bars:
        reports = [_verify(chain, book, bars) for chain in chains]
    if as_json:
        click.echo(_json(reports, names, book))
    else:
        click.echo("\n".join(_sentences(reports, names, book)))
    ctx.exit(1 if book.unsigned or any(report.findings for report in reports) else 0)


def _chains(names: dict[int, str], book: AnchorBook) -> list[int]:
    """Those of areas, and whatever else there is a trace of."""
    traces: set[int] = {INSTALLATION, *names, *book.chains()}
    for model in (ChainHead, Entry):
        traces.update(
            model.objects.order_by().values_list("chain", flat=True).distinct()
        )
    return sorted(traces)


def _verify(chain: int, book: AnchorBook, bars: ProgressBars) -> ChainReport:
    with within(chain):
        return verify_chain(chain, book, bars)


def _sentences(
    reports: list[ChainReport], names: dict[int, str], book: AnchorBook
) -> Iterator[str]:
    for where in book.unsigned:
        yield f"{where}: not an anchor that this log's keys have signed."
    for report in reports:
        yield from _of_chain(report, names)
    lines = sum(report.lines for report in reports)
    chains = "1 chain" if len(reports) == 1 else f"{len(reports)} chains"
    yield f"{lines:,} lines in {chains} read."


def _of_chain(report: ChainReport, names: dict[int, str]) -> Iterator[str]:
    name = names.get(report.chain, "")
    called = f"Chain {report.chain} ({name})" if name else f"Chain {report.chain}"
    for finding in report.findings:
        warning = "Warning: " if finding.fault.is_warning else ""
        yield warning + finding.sentence.replace(f"Chain {report.chain}", called, 1)
    if report.left_out:
        yield f"{called}: {report.left_out:,} more findings."
    if not report.findings:
        yield f"{called}: as it was written, {report.lines:,} lines."


def _json(reports: list[ChainReport], names: dict[int, str], book: AnchorBook) -> str:
    chains = [
        {
            "chain": report.chain,
            "area": names.get(report.chain),
            "lines": report.lines,
            "findings": [finding.as_dict() for finding in report.findings],
            "more_findings": report.left_out,
        }
        for report in reports
    ]
    return json.dumps({"chains": chains, "unsigned_anchors": book.unsigned}, indent=2)
