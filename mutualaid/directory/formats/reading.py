"""Reads the records of one list, whatever its format: each on its own, none stops the rest."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from .field_names import FieldNames
from .findings import Findings, Refused
from .layout import Layout
from .mapping import Meanings, SourceMapping
from .meeting_fields import Listing, meeting_of
from .records import MeetingRecord, Reading
from .redaction import Redaction, redacted_or_refused
from .source_keys import Keys, made_key, stated_key
from .source_record import SourceRecord, plain_values
from .unpacked import Row, Unpacked


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one row after another by the rules of their layout."""

    layout: Layout
    names: FieldNames
    unpacked: Unpacked  # all but its rows
    findings: Findings
    redaction: Redaction
    meanings: Meanings
    otherwise: Mapping[str, Any]

    def record(self, row: Row) -> SourceRecord | None:
        try:
            raw = self._redacted(row)
        except Refused as refusal:
            self.findings.refuse(row.position, refusal.field, refusal.reason)
            return None
        told = self.layout.told(raw, self.unpacked.companions)
        columns = self.names.columns(tuple(told))
        values = plain_values(told, columns, self.meanings, self.otherwise)
        key = stated_key(values)
        return SourceRecord(
            row.position,
            key or made_key(values),
            raw,
            told,
            values,
            columns,
            key or row.position,
            self.findings,
            self.meanings,
        )

    def _redacted(self, row: Row) -> dict[str, Any]:
        fields = self.layout.fields(row, self.unpacked.headings, self.names)
        return redacted_or_refused(self.redaction, fields)


def reading_of(
    unpacked: Unpacked,
    rows: Iterable[Row],
    layout: Layout,
    mapping: SourceMapping,
    listing: Listing,
) -> Reading:
    """What the rows hold; they are given apart so that those already read can be let go of."""
    names = FieldNames(mapping.headings, layout.words)
    layout.require(unpacked, names)
    findings = Findings()
    for heading in sorted(names.unused((*unpacked.headings, *unpacked.dropped))):
        reason = "The mapping names this heading, which the sheet does not have."
        findings.slip("headings", heading, reason)
    codes = layout.meanings(unpacked.companions)
    reader = _Reader(
        layout,
        names,
        unpacked,
        findings,
        Redaction(names.meaning),
        Meanings(mapping.words, names.meaning, codes),
        names.known(mapping.otherwise),
    )
    with _cycles_left_alone():
        read = [reader.record(row) for row in rows]
        found = [record for record in read if record]
        meetings = _meetings(found, layout, listing, findings)
    listing.habit.tell(findings)
    return Reading(len(read), tuple(meetings), findings.problems())


@contextmanager
def _cycles_left_alone() -> Iterator[None]:
    """Python looks for garbage in cycles no more, if it did, until all is read.

    Hundreds of thousands of objects are made and kept, none of them in a cycle; looking through
    them again and again would take a sixth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if (
            was_on
        ):  # with two readers at once, the one who found it on turns it on again
            gc.enable()


def _meetings(
    records: list[SourceRecord], layout: Layout, listing: Listing, findings: Findings
) -> list[MeetingRecord]:
    keys = Keys((record.key, record.raw) for record in records)
    twins = _Twins(findings)
    meetings: list[MeetingRecord] = []
    for record in records:
        try:
            meeting = _meeting(record, keys, layout, listing)
        except Refused as refusal:
            findings.refuse(record.label, refusal.field, refusal.reason)
        else:
            twins.meet(meeting, record.label)
            meetings.append(meeting)
    return meetings


def _meeting(
    record: SourceRecord, keys: Keys, layout: Layout, listing: Listing
) -> MeetingRecord:
    schedules = partial(layout.schedules, record, listing.timezone, listing.habit)
    meeting = meeting_of(record, listing, schedules)
    first = keys.repeats(record.key, record.raw, record.position)
    if first:
        raise Refused("", f"It is the same as {first}.")
    return keys.given_to(meeting)


class _Twins:
    """Finds meetings that differ in nothing but the key that their source gave them."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._first: dict[int, str] = {}

    def meet(self, meeting: MeetingRecord, label: str) -> None:
        """Notes it if the meeting was there before; both are kept, for their keys differ."""
        told = hash((
            meeting.name, meeting.fellowship, meeting.schedules, meeting.venue, meeting.mode,
            meeting.features, meeting.languages, meeting.openness, meeting.group_name,
            meeting.conference_url, meeting.conference_phone, meeting.notes,
        ))  # fmt: skip
        first = self._first.setdefault(told, label)
        if first != label:
            reason = f"But for its key it is the same as {first}; both are kept."
            self._findings.slip(label, "", reason)
