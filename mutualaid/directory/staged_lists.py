"""A list that waits for a yes: its rows packed and unpacked, read, and compared with what is known.

Nothing here writes to the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from mutualaid.core.refusal import Refused

from . import formats
from .formats.records import FormatError, MeetingRecord, Problem, Reading
from .formats.unpacked import Unpacked
from .models import Fellowship, ImportRun, MeetingSource, SourceRecord
from .packed_lines import PackedLines, lines_in
from .staging import ImportReport, KnownRecord, Staged, stage, with_fellowships


@dataclass(frozen=True)
class Compared:
    """A list as it was read, beside what is known of its source."""

    read: int
    records: Mapping[str, MeetingRecord]
    problems: tuple[Problem, ...]
    staged: Staged

    @cached_property
    def report(self) -> ImportReport:
        """In numbers."""
        return self.staged.report(self.read, self.problems, is_dry_run=False)

    def warning(self, file_name: str, source_name: str) -> str:
        """Why the guard holds the list back; "" where it does not."""
        if not self.staged.is_suspicious_drop:
            return ""
        told = gettext(
            "%(file)s: %(gone)s of the %(known)s meetings known from %(source)s are missing, "
            "which looks like a broken file; nothing was changed."
        )
        return told % {
            "file": file_name,
            "gone": len(self.staged.gone),
            "known": self.staged.known,
            "source": source_name,
        }


def compared(
    reading: Reading,
    source: MeetingSource | None,
    fellowships: Mapping[str, Fellowship],
    usual: str,
) -> Compared:
    """`usual` is the key of the fellowship whose the records are that say none."""
    records, problems = with_fellowships(reading, usual, fellowships)
    unreadable = [problem.record for problem in problems if problem.fatal]
    staged = stage(records, known_records(source), unreadable, usual)
    return Compared(reading.read, records, tuple(problems), staged)


def known_records(source: MeetingSource | None) -> dict[str, KnownRecord]:
    """What the source last told, by key."""
    if source is None:
        return {}
    rows = SourceRecord.objects.filter(source=source)
    return {
        key: KnownRecord(pk, digest, gone_at is not None)
        for key, pk, digest, gone_at in rows.values_list(
            "key", "pk", "digest", "gone_at"
        )
    }


def fellowships_by_key() -> dict[str, Fellowship]:
    """Every fellowship there is."""
    return {each.key: each for each in Fellowship.objects.all()}


def source_of(run: ImportRun) -> MeetingSource | None:
    """The list of this name, if it was ever taken over."""
    known = MeetingSource.objects.filter(area_id=run.area_id, name=run.source_name)
    return run.source or known.first()


def packed_rows(unpacked: Unpacked) -> bytes:
    """Redacted rows as a run keeps them."""
    told = unpacked.as_json()
    rows = told.pop("rows")
    kept = PackedLines()
    kept.add(told)
    for row in rows:
        kept.add(row)
    return kept.finished()


def unpacked_rows(run: ImportRun) -> Unpacked:
    """The rows that a run keeps. Raises Refused where they are gone."""
    if run.rows is None:
        raise Refused(
            gettext(
                "This list is settled, and its rows are no longer kept; read it again."
            )
        )
    lines = lines_in(run.rows)
    told = next(lines)
    return Unpacked.from_json({**told, "rows": list(lines)})


def reading_of(run: ImportRun, unpacked: Unpacked) -> Reading:
    """The rows by the run's mapping. Raises Refused where they cannot be read by it."""
    try:
        return formats.read_rows(
            unpacked,
            fellowship=run.fellowship,
            timezone=run.timezone,
            mapping=run.mapping,
        )
    except FormatError as error:
        raise Refused(f"{run.file_name}: {error}") from error
