"""Meetings that are told otherwise than before: what is written, and what becomes history."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import F

from mutualaid.directory.meeting_values import Values, values_of
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.imports import ChangeKind
from mutualaid.directory.models.meetings import MeetingStatus, Visibility
from mutualaid.directory.recurrence import Schedule

from .batches import BATCH
from .history import Line
from .journal import Journal
from .list_dates import replace_dates
from .local_offers import LocalOffers, Locals
from .told import Told, columns_of

_BESIDE_HISTORY = ("type_codes", "source_updated_at")
_STAMPS = ("updated_at", "changed_at", "calendar_sequence", "withdrawn_at")


class Retelling:
    """Brings meetings in line with what is told of them now, some at a time."""

    def __init__(self, now: datetime, journal: Journal) -> None:
        self._now = now
        self._journal = journal
        self._offers = LocalOffers(journal)
        self._touched: dict[int, Meeting] = {}
        self._columns: set[str] = set()
        self._told: dict[int, tuple[Meeting, Schedule]] = {}
        self.lines: list[Line] = []

    def meet(
        self, meeting: Meeting, told: Told, local: Locals, schedule: Schedule
    ) -> None:
        """Take over what is new of it. A value set here stays, and theirs is offered."""
        before = values_of(meeting)
        was_public = meeting.is_published()
        after: Values = {}
        for field, value in told.values.items():
            if field in local:
                self._offers.told(local[field], value)
            elif before[field] != value:
                after[field] = value
                self._set(meeting, told, columns_of(field))
        if meeting.status == MeetingStatus.GONE:
            after["status"] = MeetingStatus.LISTED.value
            meeting.status = MeetingStatus.LISTED
            self._columns.add("status")
        if after:
            kind = ChangeKind.ADDED if "status" in after else ChangeKind.CHANGED
            known = {field: before[field] for field in after}
            self.lines.append((meeting.pk, kind, known, after))
        if self._told_beside(meeting, told) or after:
            self._touched[meeting.pk] = meeting
        mark_withdrawn(meeting, was_public, self._now)
        self._told[meeting.pk] = meeting, schedule

    def _told_beside(self, meeting: Meeting, told: Told) -> bool:
        """Take over what stands in no field of the history; whether it was anything new."""
        new = [
            name
            for name in _BESIDE_HISTORY
            if getattr(meeting, name) != told.columns[name]
        ]
        if new:
            self._journal.columns(meeting)
            self._set(meeting, told, new)
        return bool(new)

    def _set(self, meeting: Meeting, told: Told, names: Collection[str]) -> None:
        for name in names:
            setattr(meeting, name, told.columns[name])
        self._columns.update(names)

    def write(self, area_id: int) -> None:
        """Write all of them, with their dates."""
        self._offers.write()
        schedules = {pk: schedule for pk, (_, schedule) in self._told.items()}
        for pk in replace_dates(area_id, schedules, self._journal):
            self._touched[pk] = self._told[pk][0]
        meetings = list(self._touched.values())
        stamp(meetings, self._now)
        names = sorted({*self._columns, *_STAMPS})
        Meeting.objects.bulk_update(meetings, names, batch_size=BATCH // 10)


def held_meetings(records: Iterable[int]) -> dict[tuple[int, int], Meeting]:
    """The meetings of these records of a source, by record and slot."""
    rows = Meeting.objects.filter(source_record__in=list(records))
    return {
        (meeting.source_record_id or 0, meeting.slot): meeting
        for meeting in rows.select_related("fellowship", "group", "venue")
    }


def stamp(meetings: Iterable[Meeting], now: datetime) -> None:
    """Let calendars and feeds see that these changed, without saving."""
    for meeting in meetings:
        meeting.updated_at = meeting.changed_at = now
        meeting.calendar_sequence += 1


def mark_withdrawn(meeting: Meeting, was_public: bool, now: datetime) -> None:
    """Set since when the public no longer sees it, without saving."""
    if was_public != meeting.is_published():
        meeting.withdrawn_at = now if was_public else None


def take_out(meetings: Collection[Meeting], now: datetime) -> None:
    """These are gone from their list; what the public saw of them leaves a tombstone."""
    pks = [meeting.pk for meeting in meetings]
    rows = Meeting.objects.filter(pk__in=pks)
    rows.exclude(visibility=Visibility.RESIDENTS).update(withdrawn_at=now)
    rows.update(
        status=MeetingStatus.GONE,
        updated_at=now,
        changed_at=now,
        calendar_sequence=F("calendar_sequence") + 1,
    )
