"""The meetings that a staged list would add, change or take out, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .formats.records import MeetingRecord
from .meeting_values import Values, pattern_value, values_of
from .models import Fellowship, LocalValue, Meeting, MeetingField
from .models.imports import ChangeKind
from .models.meetings import MeetingStatus
from .recurrence_columns import schedule_columns
from .staging import Staged
from .visibility import visibility_of

PAGE_SIZE = 25
_BLANKS: tuple[Any, ...] = (None, "", [], False)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as MeetingField holds it; venue and group in words."""

    field: MeetingField
    before: Any
    after: Any
    is_kept_here: bool = False  # a value set here wins: `after` is only what is offered


@dataclass(frozen=True, slots=True)
class Difference:
    """One meeting that would be added, changed or taken out."""

    kind: ChangeKind
    key: str  # of its record in the list
    name: str
    meeting: Meeting | None  # None for one that would be added
    changes: tuple[FieldChange, ...]  # of an added one: all it tells


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """Some of the records of one kind, with the meetings they make."""

    differences: tuple[Difference, ...]
    total: int  # records
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Source:
    """What decides how the records of a list are told."""

    area_id: int
    fellowships: Mapping[str, Fellowship]
    usual: str
    is_own_list: bool


def difference_page(
    staged: Staged, source: Source, kind: ChangeKind, number: int
) -> DifferencePage:
    """One page of the records of this kind."""
    records: Sequence[Any] = {
        ChangeKind.ADDED: staged.new,
        ChangeKind.CHANGED: staged.changed,
        ChangeKind.REMOVED: staged.gone,
    }[kind]
    pages = max(1, -(-len(records) // PAGE_SIZE))
    page = min(max(number, 1), pages)
    some = records[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    match kind:
        case ChangeKind.ADDED:
            found = [each for record, _ in some for each in _added(record, source)]
        case ChangeKind.CHANGED:
            found = _changed({pk: record for record, _, pk in some}, source)
        case ChangeKind.REMOVED:
            found = _removed(some)
    return DifferencePage(tuple(found), len(records), page, pages)


def _added(record: MeetingRecord, source: Source) -> list[Difference]:
    return [_one_added(record, slot, source) for slot in range(len(record.schedules))]


def _one_added(record: MeetingRecord, slot: int, source: Source) -> Difference:
    told = _told(record, slot, source)
    changes = tuple(
        FieldChange(MeetingField(name), None, value)
        for name, value in told.items()
        if value not in _BLANKS
    )
    return Difference(ChangeKind.ADDED, record.key, record.name, None, changes)


def _changed(records: dict[int, MeetingRecord], source: Source) -> list[Difference]:
    rows = Meeting.objects.filter(source_record__in=records)
    rows = rows.select_related("fellowship", "group", "venue")
    held = {(row.source_record_id, row.slot): row for row in rows}
    local: dict[int, set[str]] = {}
    for each in LocalValue.objects.filter(meeting__in=[row.pk for row in rows]):
        local.setdefault(each.meeting_id, set()).add(each.field)
    found = []
    for pk, record in records.items():
        for slot in range(len(record.schedules)):
            meeting = held.pop((pk, slot), None)
            if meeting is None:
                found.append(_one_added(record, slot, source))
                continue
            told = _told(record, slot, source)
            ours = local.get(meeting.pk, set())
            found.append(_one_changed(record.key, meeting, told, ours))
    surplus = [row for row in held.values() if row.status == MeetingStatus.LISTED]
    return found + [_one_removed(meeting) for meeting in surplus]


def _one_changed(
    key: str, meeting: Meeting, told: Values, ours: set[str]
) -> Difference:
    before = in_words(meeting)
    changes = [
        FieldChange(MeetingField(name), before[name], value, name in ours)
        for name, value in told.items()
        if before[name] != value
    ]
    if meeting.status == MeetingStatus.GONE:
        listed = MeetingStatus.LISTED.value
        changes.append(FieldChange(MeetingField.STATUS, meeting.status, listed))
    return Difference(ChangeKind.CHANGED, key, meeting.name, meeting, tuple(changes))


def _removed(pks: Sequence[int]) -> list[Difference]:
    rows = Meeting.objects.filter(source_record__in=pks, status=MeetingStatus.LISTED)
    ordered = rows.select_related("source_record").order_by("pk")
    return [_one_removed(meeting) for meeting in ordered]


def _one_removed(meeting: Meeting) -> Difference:
    listed, gone = MeetingStatus.LISTED.value, MeetingStatus.GONE.value
    change = FieldChange(MeetingField.STATUS, listed, gone)
    key = meeting.source_record.key if meeting.source_record else ""
    return Difference(ChangeKind.REMOVED, key, meeting.name, meeting, (change,))


def in_words(meeting: Meeting) -> Values:
    """A meeting's values, venue and group in words."""
    values = values_of(meeting)
    venue, group = meeting.venue, meeting.group
    values["venue"] = place_words(venue) if venue else None
    values["group"] = group.name if group else None
    return values


def _told(record: MeetingRecord, slot: int, source: Source) -> Values:
    """The same of a record's meeting, as it would be."""
    fellowship = source.fellowships[record.fellowship or source.usual]
    return {
        "name": record.name,
        "pattern": pattern_value(schedule_columns(record.schedules[slot])),
        "venue": place_words(record.venue) if record.venue else None,
        "group": record.group_name or None,
        "fellowship": fellowship.key,
        "mode": record.mode,
        "openness": record.openness,
        "features": list(record.features),
        "languages": list(record.languages),
        "venue_closed": record.venue_closed,
        "conference_url": record.conference_url,
        "conference_phone": record.conference_phone,
        "conference_notes": record.conference_notes,
        "notes": record.notes,
        "website": record.website or record.source_url,
        "visibility": visibility_of(
            record, fellowship.for_whom, is_own_list=source.is_own_list
        ).value,
    }


def place_words(place: Any) -> str:
    """A venue, ours or a record's, as one line."""
    parts = (place.name, place.address, place.town, place.postcode)
    return ", ".join(dict.fromkeys(part for part in parts if part))
