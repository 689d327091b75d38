"""Reads the records of one list, whatever its format: each on its own, none stops the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .field_names import FieldNames
from .findings import Findings, Refused
from .meeting_fields import Listing, meeting_of
from .records import MeetingRecord, Reading
from .redaction import Redaction, TooLong
from .source_keys import Keys, made_key, stated_key
from .source_record import SourceRecord, plain_values

MOST_RECORDS = 250_000  # several times all the meetings there are


@dataclass(frozen=True, slots=True)
class _Row:
    position: str
    key: str
    record: SourceRecord


def reading_of(
    items: Iterable[tuple[str, Any]],
    names: FieldNames,
    listing: Listing,
    findings: Findings,
) -> Reading:
    """What the items, each with its position in words, hold.

    An item is a dictionary of fields, or Refused where the format itself found it wanting.
    """
    count = 0
    rows: list[_Row] = []
    redaction = Redaction(names.meaning)
    for position, item in items:
        count += 1
        row = _row(position, item, names, redaction, findings)
        if row:
            rows.append(row)
    meetings = _meetings(rows, listing, findings)
    listing.habit.tell(findings)
    return Reading(count, tuple(meetings), findings.problems())


def _row(
    position: str,
    item: Any,
    names: FieldNames,
    redaction: Redaction,
    findings: Findings,
) -> _Row | None:
    try:
        raw = redaction.redacted(_fields(item))
    except TooLong:
        reason = "It has more text than any meeting needs."
        findings.refuse(position, "", reason)
        return None
    except Refused as refusal:
        findings.refuse(position, refusal.field, refusal.reason)
        return None
    columns = names.columns(tuple(raw))
    values = plain_values(raw, columns)
    key = stated_key(values)
    record = SourceRecord(raw, values, columns, key or position, findings)
    return _Row(position, key or made_key(values), record)


def _fields(item: Any) -> dict[str, Any]:
    if isinstance(item, Refused):
        raise item
    if not isinstance(item, dict):
        raise Refused("", f"It is {_kind(item)}, not an object with fields.")
    return item


def _kind(item: Any) -> str:
    kinds = (
        (bool, "true or false"),
        (str, "a text"),
        (int | float, "a number"),
        (list, "a list"),
    )
    return next((words for kind, words in kinds if isinstance(item, kind)), "empty")


def _meetings(
    rows: list[_Row], listing: Listing, findings: Findings
) -> list[MeetingRecord]:
    keys = Keys((row.key, row.record.raw) for row in rows)
    twins = _Twins(findings)
    meetings: list[MeetingRecord] = []
    for row in rows:
        try:
            meeting = _meeting(row, keys, listing)
        except Refused as refusal:
            findings.refuse(row.record.label, refusal.field, refusal.reason)
        else:
            twins.meet(meeting, row.record.label)
            meetings.append(meeting)
    return meetings


def _meeting(row: _Row, keys: Keys, listing: Listing) -> MeetingRecord:
    meeting = meeting_of(row.record, row.key, listing)
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
