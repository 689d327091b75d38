"""Reads the records of one list, whatever its format: each on its own, none stops the rest."""

from collections.abc import Iterable, Mapping
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
class _Row:
    position: str
    key: str
    record: SourceRecord


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

    def row(self, row: Row) -> _Row | None:
        try:
            raw = self._redacted(row)
        except Refused as refusal:
            self.findings.refuse(row.position, refusal.field, refusal.reason)
            return None
        told = self.layout.told(raw, self.unpacked.companions)
        columns = self.names.columns(tuple(told))
        values = plain_values(told, columns, self.meanings, self.otherwise)
        key = stated_key(values)
        label = key or row.position
        record = SourceRecord(
            raw, told, values, columns, label, self.findings, self.meanings
        )
        return _Row(row.position, key or made_key(values), record)

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
    count = 0
    found: list[_Row] = []
    for row in rows:
        count += 1
        read = reader.row(row)
        if read:
            found.append(read)
    meetings = _meetings(found, layout, listing, findings)
    listing.habit.tell(findings)
    return Reading(count, tuple(meetings), findings.problems())


def _meetings(
    rows: list[_Row], layout: Layout, listing: Listing, findings: Findings
) -> list[MeetingRecord]:
    keys = Keys((row.key, row.record.raw) for row in rows)
    twins = _Twins(findings)
    meetings: list[MeetingRecord] = []
    for row in rows:
        try:
            meeting = _meeting(row, keys, layout, listing)
        except Refused as refusal:
            findings.refuse(row.record.label, refusal.field, refusal.reason)
        else:
            twins.meet(meeting, row.record.label)
            meetings.append(meeting)
    return meetings


def _meeting(row: _Row, keys: Keys, layout: Layout, listing: Listing) -> MeetingRecord:
    schedules = partial(layout.schedules, row.record, listing.timezone, listing.habit)
    meeting = meeting_of(row.record, row.key, listing, schedules)
    first = keys.repeats(row.key, row.record.raw, row.position)
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
