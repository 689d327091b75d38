from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.directory.actions.applying import Applying
from mutualaid.directory.actions.batches import in_silence
from mutualaid.directory.formats.records import MeetingRecord
from mutualaid.directory.models import (
    DifferentDate,
    ImportRun,
    Meeting,
    MeetingSource,
    SourceRecord,
)
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.recurrence import (
    DateException,
    ExceptionKind,
    Frequency,
    Schedule,
)
from mutualaid.directory.staged_lists import known_records
from mutualaid.directory.staging import stage

from .factories import a_fellowship, an_area

pytestmark = pytest.mark.django_db
MONDAY = Schedule(Frequency.WEEKLY, weekday=0, start_time=time(19))
TUESDAY = replace(MONDAY, weekday=1)
RECORD = MeetingRecord(key="one", name="Harbour Lights", schedules=(MONDAY,))
CANCELLED = DateException(date(2026, 12, 28), ExceptionKind.CANCELLED)
MOVED = DateException(
    date(2026, 12, 21),
    ExceptionKind.MOVED,
    new_date=date(2026, 12, 22),
    start_time=time(18),
    duration=timedelta(minutes=45),
    note="Hall busy.",
)


@pytest.fixture
def source() -> MeetingSource:
    now = clock.now()
    return MeetingSource.objects.create(
        area=an_area(), name="List", format="csv", created_at=now, updated_at=now
    )


def write(source: MeetingSource, *records: MeetingRecord) -> None:
    """Make the source's meetings these."""
    told = {record.key: record for record in records}
    run = ImportRun.objects.create(
        area=source.area,
        source=source,
        source_name=source.name,
        fellowship="aa",
        started_at=clock.now(),
    )
    applying = Applying(source, {"aa": a_fellowship()}, run, in_silence)
    applying.apply(stage(told, known_records(source)))


def kept() -> list[tuple]:
    columns = ("original_date", "kind", "new_date", "start_time", "duration_minutes")
    return list(
        DifferentDate.objects.order_by("original_date").values_list(*columns, "note")
    )


class TestSlots:
    def test_a_day_that_is_added_makes_one_more_meeting(self, source):
        write(source, RECORD)
        monday = Meeting.objects.get()

        write(source, replace(RECORD, schedules=(MONDAY, TUESDAY)))

        meetings = Meeting.objects.order_by("slot")
        assert [(each.slot, each.weekday) for each in meetings] == [(0, 0), (1, 1)]
        assert meetings[0].reference == monday.reference
        assert meetings[1].source_record_id == monday.source_record_id
        assert {each.source for each in meetings} == {source}

    def test_a_day_that_comes_back_is_the_meeting_it_was(self, source):
        write(source, replace(RECORD, schedules=(MONDAY, TUESDAY)))
        tuesday = Meeting.objects.get(slot=1)
        write(source, RECORD)
        assert Meeting.objects.get(slot=1).status == MeetingStatus.GONE

        write(source, replace(RECORD, schedules=(MONDAY, TUESDAY)))

        again = Meeting.objects.get(slot=1)
        assert again.reference == tuesday.reference
        assert again.status == MeetingStatus.LISTED


class TestDates:
    def test_that_differ_are_kept_with_all_they_tell(self, source):
        write(
            source, replace(RECORD, schedules=(replace(MONDAY, exceptions=(MOVED,)),))
        )

        assert kept() == [
            (
                date(2026, 12, 21),
                "moved",
                date(2026, 12, 22),
                time(18),
                45,
                "Hall busy.",
            )
        ]

    def test_are_replaced_by_those_told_later(self, source):
        for exceptions in ((MOVED,), (CANCELLED,)):
            schedule = replace(MONDAY, exceptions=exceptions)
            write(source, replace(RECORD, schedules=(schedule,)))

        assert [row[:2] for row in kept()] == [(date(2026, 12, 28), "cancelled")]

    def test_that_a_person_entered_stay_where_a_source_tells_none(self, source):
        write(source, RECORD)
        now = clock.now()
        DifferentDate.objects.create(
            area=source.area,
            meeting=Meeting.objects.get(),
            original_date=date(2026, 12, 28),
            kind=ExceptionKind.CANCELLED,
            created_at=now,
            updated_at=now,
        )

        write(source, replace(RECORD, name="Harbour Lights at night"))

        assert [row[:2] for row in kept()] == [(date(2026, 12, 28), "cancelled")]


class TestGone:
    def test_raises_the_number_by_which_calendars_notice(self, source):
        write(source, RECORD)
        before = Meeting.objects.get().calendar_sequence

        write(source)

        meeting = Meeting.objects.get()
        assert meeting.status == MeetingStatus.GONE
        assert meeting.calendar_sequence == before + 1
        assert SourceRecord.objects.get().gone_at is not None
