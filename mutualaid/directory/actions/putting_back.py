"""Meetings put back as they were before a list was read, where nobody has touched them since.

Of each field there are its value before and after the reading, and the one it has now. One that
is no longer as the reading left it was changed by hand: it stays, beside what the source said
before.
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from mutualaid.core import clock
from mutualaid.directory.meeting_values import Values, pattern_columns, values_of
from mutualaid.directory.models import (
    Fellowship,
    Group,
    ImportRun,
    LocalValue,
    Meeting,
    Venue,
)
from mutualaid.directory.models.imports import ChangeKind, ChangeReason
from mutualaid.directory.models.meetings import MeetingStatus

from .batches import BATCH
from .former import Former, local_again
from .history import Line, keep_lines
from .journal import read_instant
from .list_dates import dates_of, put_dates
from .local_offers import Locals, locals_of
from .retelling import mark_withdrawn, stamp, take_out

_LISTED, _GONE = MeetingStatus.LISTED.value, MeetingStatus.GONE.value


class Change(NamedTuple):
    """The fields that the reading changed. Of a meeting that it added, `before` is empty."""

    before: Values
    after: Values

    @property
    def is_new(self) -> bool:
        return bool(self.after) and not self.before


class PuttingBack:
    """Undoes the changes of one reading, some meetings at a time."""

    def __init__(self, run: ImportRun, former: Former, by_role: str) -> None:
        self._run = run
        self._former = former
        self._by_role = by_role
        self._now = clock.now()
        self.taken_out = self.put_in = self.as_before = 0
        self.kept: list[tuple[str, str]] = []

    def put_back(self, changes: dict[int, Change]) -> None:
        """Undo these, by the meeting's primary key."""
        new = [pk for pk, change in changes.items() if change.is_new]
        self._take_out(new)
        others = {pk: changes[pk] for pk in changes.keys() - set(new)}
        if others:
            batch = _Batch(self._run, self._former, others, self._by_role)
            batch.write()
            self.kept += batch.kept
            self.taken_out += batch.taken_out
            self.put_in += batch.put_in
            self.as_before += batch.as_before

    def _take_out(self, pks: Collection[int]) -> None:
        rows = Meeting.objects.filter(pk__in=pks).only("pk", "reference", "status")
        listed = [meeting for meeting in rows if meeting.status == _LISTED]
        others = [each for each in rows if each.status not in (_LISTED, _GONE)]
        take_out(listed, self._now)
        self.taken_out += len(listed)
        self.kept += [(each.reference, "status") for each in others]
        before, after = {"status": _LISTED}, {"status": _GONE}
        lines = ((each.pk, ChangeKind.REMOVED, before, after) for each in listed)
        keep_undoing(self._run, self._by_role, lines)


def keep_undoing(run: ImportRun, by_role: str, lines: Iterable[Line]) -> None:
    """History of the undoing, beside that of the reading."""
    keep_lines(run, ChangeReason.UNDO, clock.now(), lines, by_role=by_role)


class _Batch:
    """Some meetings, with all that is needed to put them back read at once."""

    def __init__(
        self,
        run: ImportRun,
        former: Former,
        changes: dict[int, Change],
        by_role: str,
    ) -> None:
        self._run = run
        self._former = former
        self._changes = changes
        self._by_role = by_role
        self._now = clock.now()
        self._locals = locals_of(changes)
        self._dates = dates_of(former.dates.keys() & changes.keys())
        self._rows = _rows_named_in(change.before for change in changes.values())
        self._columns = {"type_codes", "source_updated_at"}
        self._touched: list[Meeting] = []
        self._lines: list[Line] = []
        self._stale: list[int] = []  # local values that are not as they were
        self._fresh: list[LocalValue] = []
        self.taken_out = self.put_in = self.as_before = 0
        self.kept: list[tuple[str, str]] = []

    def write(self) -> None:
        """Put them back."""
        meetings = Meeting.objects.filter(pk__in=self._changes)
        for meeting in meetings.select_related("fellowship", "group", "venue"):
            self._put(meeting, self._changes[meeting.pk])
        LocalValue.objects.filter(pk__in=self._stale).delete()
        LocalValue.objects.bulk_create(self._fresh, batch_size=BATCH)
        stamp(self._touched, self._now)
        stamps = ("updated_at", "changed_at", "calendar_sequence", "withdrawn_at")
        names = [*self._columns, *stamps]
        Meeting.objects.bulk_update(self._touched, names, batch_size=BATCH // 10)
        keep_undoing(self._run, self._by_role, self._lines)

    def _put(self, meeting: Meeting, change: Change) -> None:
        values = values_of(meeting)
        was_public = meeting.is_published()
        beside = self._locals.get(meeting.pk, {})
        undone: Values = {}
        for name, value in change.before.items():
            if values[name] == change.after[name]:
                undone[name] = value
                self._forget(beside, name)
                self._set(meeting, name, value)
            else:
                self._keep_by_hand(meeting, name, values[name], value, beside)
        self._put_locals(meeting, values, beside)
        self._put_rest(meeting)
        mark_withdrawn(meeting, was_public, self._now)
        if undone:
            self._tell(meeting, {name: values[name] for name in undone}, undone)
        self._touched.append(meeting)

    def _put_locals(self, meeting: Meeting, values: Values, beside: Locals) -> None:
        """The values set here that met with another one of the source."""
        for name, told in self._former.locals.get(meeting.pk, {}).items():
            if values[name] == told["value"]:
                self._forget(beside, name)
                area_id = meeting.area_id
                self._fresh.append(local_again(area_id, meeting.pk, name, told))
            else:
                source = (
                    told["offered"] if told["needs_review"] else told["source_value"]
                )
                self._keep_by_hand(meeting, name, values[name], source, beside)

    def _put_rest(self, meeting: Meeting) -> None:
        """What stands in no field of the history."""
        if meeting.pk in self._former.columns:
            meeting.type_codes, updated_at = self._former.columns[meeting.pk]
            meeting.source_updated_at = read_instant(updated_at)
        if meeting.pk in self._former.dates:
            before, after = self._former.dates[meeting.pk]
            if self._dates.get(meeting.pk, []) == after:
                put_dates(meeting.area_id, meeting.pk, before)
            else:
                self.kept.append((meeting.reference, "dates"))

    def _keep_by_hand(
        self, meeting: Meeting, name: str, value: Any, source: Any, beside: Locals
    ) -> None:
        """It was changed by hand since: that stays, beside what the source says again."""
        self.kept.append((meeting.reference, name))
        known = beside.get(name)
        self._forget(beside, name)
        if name in ("status", "fellowship") or value == source:
            return
        self._fresh.append(
            LocalValue(
                area_id=meeting.area_id,
                meeting=meeting,
                field=name,
                value=value,
                source_value=source,
                set_at=known.set_at if known else self._now,
                by_role=known.by_role if known else self._by_role,
            )
        )

    def _forget(self, beside: Locals, name: str) -> None:
        if name in beside:
            self._stale.append(beside.pop(name).pk)

    def _set(self, meeting: Meeting, name: str, value: Any) -> None:
        columns = {name: value}
        if name == "pattern":
            columns = pattern_columns(value)
        elif name in ("venue", "group", "fellowship"):
            columns = {f"{name}_id": self._rows[name, value] if value else None}
        for column, told in columns.items():
            setattr(meeting, column, told)
        self._columns.update(columns)

    def _tell(self, meeting: Meeting, before: Values, after: Values) -> None:
        match after.get("status"):
            case MeetingStatus.LISTED.value:
                kind = ChangeKind.ADDED
                self.put_in += 1
            case MeetingStatus.GONE.value:
                kind = ChangeKind.REMOVED
                self.taken_out += 1
            case _:
                kind = ChangeKind.CHANGED
                self.as_before += 1
        self._lines.append((meeting.pk, kind, before, after))


def _rows_named_in(values: Iterable[Values]) -> dict[tuple[str, str], int]:
    """The primary keys of the venues, groups and fellowships that these name."""
    told = list(values)
    models = (("venue", Venue), ("group", Group), ("fellowship", Fellowship))
    found = {}
    for name, model in models:
        by = "key" if model is Fellowship else "reference"
        named = {each[name] for each in told if each.get(name)}
        rows = model.objects.filter(**{f"{by}__in": named})
        found.update({(name, known): pk for known, pk in rows.values_list(by, "pk")})
    return found
