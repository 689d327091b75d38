"""What an import overwrites and no MeetingChange tells, kept so that it can be undone.

Each line is a list: what it is about, the primary key, then what was there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mutualaid.directory.models import LocalValue, Meeting, MeetingSource, SourceRecord
from mutualaid.directory.packed_lines import PackedLines

LOCAL_COLUMNS = ("value", "source_value", "offered", "needs_review", "by_role")


class Journal:
    """Takes down what was there before, as it is overwritten."""

    def __init__(self) -> None:
        self._lines = PackedLines()

    def source(self, source: MeetingSource) -> None:
        """When the list had last been read."""
        self._lines.add(["source", source.pk, written(source.last_read_at)])

    def new_records(self, pks: Sequence[int]) -> None:
        """These were not there."""
        self._lines.add(["new", list(pks)])

    def gone_records(self, pks: Sequence[int]) -> None:
        """These were there."""
        self._lines.add(["gone", list(pks)])

    def record(self, row: SourceRecord) -> None:
        """As the source had told it."""
        times = written(row.changed_at), written(row.gone_at)
        self._lines.add(["record", row.pk, row.digest, *times, row.record])

    def columns(self, meeting: Meeting) -> None:
        """What a meeting has and its history does not tell."""
        told = [meeting.type_codes, written(meeting.source_updated_at)]
        self._lines.add(["columns", meeting.pk, *told])

    def dates(self, meeting: int, before: list[list[Any]], after: list[Any]) -> None:
        """The dates that differed, and those that do now."""
        self._lines.add(["dates", meeting, before, after])

    def local(self, local: LocalValue) -> None:
        """A value set here, beside what its source had said."""
        told = [getattr(local, name) for name in LOCAL_COLUMNS]
        line = ["local", local.meeting_id, local.field, *told, written(local.set_at)]
        self._lines.add(line)

    def venue(
        self, pk: int, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """How a place had been told, and how it is now."""
        self._lines.add(["venue", pk, dict(before), dict(after)])

    def finished(self) -> bytes:
        """All of it, packed."""
        return self._lines.finished()


def written(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def read_instant(text: str | None) -> datetime | None:
    """The instant again."""
    return datetime.fromisoformat(text) if text else None
