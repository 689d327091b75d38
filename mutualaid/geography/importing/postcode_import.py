"""A postcode file on its way in: where an import stands, and taking it further."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice

from django.db import transaction

from mutualaid.core import clock
from mutualaid.geography.models import PostcodeEdition
from mutualaid.geography.reports import MOST_PROBLEMS, PostcodeImportReport, Problem

from .postcode_layouts import PostcodeLayout
from .postcode_rows import BAD, ENDED, LIVE, NO_COORDINATES, OUTSIDE, Batch, read_batch
from .postcode_store import store
from .tables import OpenTable, Progress, Table

READ, REMOVED, SECTORS, OUTCODES = "read", "removed", "sectors", "outcodes"


@transaction.atomic
def begun_edition(
    file: str, layout: PostcodeLayout, digest: str, *, from_start: bool
) -> PostcodeEdition:
    """The record of this file's import, new or as an earlier run left it."""
    series = PostcodeEdition.objects.filter(series=layout.series)
    # This file will overwrite rows of the others, so none of them counts as taken in.
    series.exclude(digest=digest).update(finished_at=None, tables_done=0, rows_done=0)
    edition, _ = series.get_or_create(
        series=layout.series,
        digest=digest,
        defaults={"started_at": clock.now(), "layout": layout.title},
    )
    edition.name = file
    if from_start or edition.finished_at or not _has_begun(edition):
        edition.tables_done = edition.rows_done = 0
        edition.counts, edition.problems = {}, []
        edition.started_at, edition.finished_at = clock.now(), None
    edition.save()
    return edition


def _has_begun(edition: PostcodeEdition) -> bool:
    return bool(edition.tables_done or edition.rows_done)


def read_tables(
    edition: PostcodeEdition,
    layout: PostcodeLayout,
    tables: Sequence[Table],
    size: int,
    progress: Progress,
) -> None:
    """Store everything that no earlier run has stored, a batch to a transaction."""
    total = sum(table.size for table in tables)
    before = 0
    for number, table in enumerate(tables):
        if number >= edition.tables_done:
            with table.opened() as stream:
                for batch in _batches(edition, layout, stream, size):
                    _keep(edition, table, batch)
                    progress("Importing", before + stream.tell(), total)
            edition.tables_done, edition.rows_done = number + 1, 0
            edition.save(update_fields=["tables_done", "rows_done"])
        before += table.size


def _batches(
    edition: PostcodeEdition, layout: PostcodeLayout, stream: OpenTable, size: int
) -> Iterator[Batch]:
    """Batches from where the edition stands in this table."""
    rows = stream.rows()
    heading = int(layout.has_heading)
    next(islice(rows, heading + edition.rows_done, heading + edition.rows_done), None)
    while True:
        first_row = 1 + heading + edition.rows_done
        batch = read_batch(rows, layout, size=size, first_row=first_row)
        if not batch.read:
            return
        yield batch


@transaction.atomic
def _keep(edition: PostcodeEdition, table: Table, batch: Batch) -> None:
    store(batch.rows, edition)
    edition.rows_done += batch.read
    for name, count in [(READ, batch.read), *batch.counts.items()]:
        edition.counts[name] = edition.counts.get(name, 0) + count
    room = MOST_PROBLEMS - len(edition.problems)
    edition.problems += [
        asdict(Problem(table.name, row, reason))
        for row, reason in batch.problems[:room]
    ]
    edition.save(update_fields=["rows_done", "counts", "problems"])


def report_on(
    edition: PostcodeEdition, *, already_in: bool = False, resumed_at: int = 0
) -> PostcodeImportReport:
    """What the edition's import found, over all its runs."""
    count = edition.counts.get
    return PostcodeImportReport(
        file=edition.name,
        layout=edition.layout,
        already_in=already_in,
        resumed_at=resumed_at,
        read=count(READ, 0),
        live=count(LIVE, 0),
        ended=count(ENDED, 0),
        no_coordinates=count(NO_COORDINATES, 0),
        outside_uk=count(OUTSIDE, 0),
        bad=count(BAD, 0),
        removed=count(REMOVED, 0),
        sectors=count(SECTORS, 0),
        outcodes=count(OUTCODES, 0),
        problems=tuple(Problem(**problem) for problem in edition.problems),
    )
