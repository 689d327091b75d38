from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import (
    cancel_date,
    change_meeting,
    review_local_value,
    undo_import,
    undoing,
)
from mutualaid.directory.meeting_values import values_of
from mutualaid.directory.models import (
    DifferentDate,
    DirectoryRevision,
    ImportRun,
    LocalValue,
    Meeting,
    MeetingChange,
    MeetingSource,
    SourceRecord,
    Venue,
)
from mutualaid.directory.models.imports import ImportStatus
from mutualaid.directory.models.meetings import MeetingStatus

from .factories import TESTER, a_fellowship, an_area
from .lists import a_record, bring_in

pytestmark = pytest.mark.django_db


def undo(run=None):
    run = run or ImportRun.objects.order_by("pk").last()
    return undo_import(run=run, by=TESTER, by_role="tester")


def as_it_stands():
    """All that a list decides: meetings that are not gone, records, dates, places, ours."""
    meetings = Meeting.objects.exclude(status=MeetingStatus.GONE).with_everything()
    return {
        "meetings": [
            (each.reference, values_of(each), each.type_codes, each.source_updated_at)
            for each in meetings.order_by("pk")
        ],
        "records": list(
            SourceRecord.objects.filter(gone_at=None)
            .order_by("pk")
            .values_list("pk", "key", "record", "digest", "changed_at")
        ),
        "dates": list(
            DifferentDate.objects.exclude(meeting__status=MeetingStatus.GONE)
            .order_by("meeting", "original_date")
            .values_list("meeting", "original_date", "kind", "new_date", "note")
        ),
        "places": list(
            Venue.objects.filter(meetings__status=MeetingStatus.LISTED)
            .distinct()
            .order_by("pk")
            .values_list("pk", "latitude", "longitude", "county", "notes")
        ),
        "ours": list(
            LocalValue.objects.exclude(meeting__status=MeetingStatus.GONE)
            .order_by("meeting", "field")
            .values_list(
                "meeting", "field", "value", "source_value", "offered", "needs_review"
            )
        ),
        "read": list(MeetingSource.objects.values_list("name", "last_read_at")),
    }


def change(meeting, **values):
    change_meeting(meeting=meeting, values=values, by_role="champion", by=TESTER)


class TestUndoImport:
    def test_of_a_first_reading_takes_all_of_it_out(self):
        bring_in(a_record("one", day=[1, 3]), a_record("two"))
        revision = DirectoryRevision.current()

        report = undo()

        assert (report.taken_out, report.put_back, report.as_before) == (3, 0, 0)
        assert report.kept == ()
        assert not Meeting.objects.published().exists()
        assert not Meeting.objects.filter(withdrawn_at=None).exists()
        assert SourceRecord.objects.exclude(gone_at=None).count() == 2
        assert DirectoryRevision.current() == revision + 1
        run = ImportRun.objects.get()
        assert (run.status, run.former) == (ImportStatus.UNDONE, None)
        assert run.undone_at is not None
        assert MeetingSource.objects.get().last_read_at is None

    def test_puts_back_what_changed_and_what_was_gone(self):
        bring_in(a_record("one"), a_record("two"), a_record("three"))
        before = as_it_stands()
        bring_in(
            a_record("one", time="18:00", location="Library", group="Lamps"),
            a_record("two", latitude=53.9, location_notes="Side door.", types=["C"]),
            a_record("four"),
        )
        assert as_it_stands() != before

        report = undo()

        assert (report.taken_out, report.put_back, report.as_before) == (1, 1, 2)
        assert as_it_stands() == before

    def test_is_history_as_well(self):
        bring_in(a_record("one"), a_record("two"))
        bring_in(a_record("one", notes="New."))

        undo()

        lines = MeetingChange.objects.filter(reason="undo").order_by("pk")
        assert [(each.kind, each.before, each.after) for each in lines] == [
            ("changed", {"notes": "New."}, {"notes": ""}),
            ("added", {"status": "gone"}, {"status": "listed"}),
        ]
        entry = Entry.objects.latest("sequence")
        assert entry.act == "directory.undo_import"
        assert (entry.detail["changed"], entry.detail["new"]) == (1, 1)

    def test_lets_the_same_list_be_read_again(self):
        bring_in(a_record("one"))
        reference = Meeting.objects.get().reference
        undo()

        report = bring_in(a_record("one"))

        assert (report.new, report.changed) == (0, 1)
        assert Meeting.objects.published().get().reference == reference

    def test_goes_back_one_reading_after_the_other(self):
        states = []
        for notes in ("One.", "Two.", "Three."):
            with clock.frozen_at(clock.now() + timedelta(minutes=len(states))):
                bring_in(a_record(notes=notes))
            states.append(as_it_stands())
        first, second, third = ImportRun.objects.order_by("pk")

        for run in (first, second):
            with pytest.raises(Refused, match="A later reading of this list"):
                undo(run)
        assert as_it_stands() == states[2]
        undo(third)
        assert as_it_stands() == states[1]
        undo(second)
        assert as_it_stands() == states[0]

    def test_of_another_list_is_not_in_the_way(self):
        bring_in(a_record("one"))
        bring_in(a_record("one"), source_name="Other")

        undo(ImportRun.objects.earliest("pk"))

        assert Meeting.objects.published().get().source.name == "Other"

    @pytest.mark.parametrize("status", ["staged", "undone", "dropped", "failed"])
    def test_of_what_is_not_taken_over_is_refused(self, status):
        bring_in(a_record())
        ImportRun.objects.update(status=status)

        with pytest.raises(Refused, match="settled already"):
            undo()

    def test_of_long_ago_is_refused(self):
        bring_in(a_record())
        ImportRun.objects.update(former=None)

        with pytest.raises(Refused, match="too long ago"):
            undo()

    def test_a_log_that_fails_undoes_nothing(self, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        bring_in(a_record())
        before = as_it_stands()
        monkeypatch.setattr(undoing, "record", fail)

        with pytest.raises(RuntimeError):
            undo()

        assert as_it_stands() == before

    def test_of_several_fellowships_in_one_file(self):
        a_fellowship("na")
        bring_in(
            a_record("one"), a_record("two", fellowship="Narcotics Anonymous", types=[])
        )
        before = as_it_stands()
        bring_in(
            a_record("one", fellowship="Narcotics Anonymous"),
            a_record("two", fellowship="", types=[]),
        )
        keys = Meeting.objects.order_by("pk").values_list("fellowship__key", flat=True)
        assert list(keys) == ["na", "aa"]

        undo()

        assert list(keys.all()) == ["aa", "na"]
        assert as_it_stands() == before


class TestChangedByHandSince:
    @pytest.fixture
    def meeting(self):
        bring_in(a_record(notes="One.", name="Lights"))
        bring_in(a_record(notes="Two.", name="Lamps"))
        return Meeting.objects.get()

    def test_a_field_stays_and_is_told(self, meeting):
        change(meeting, notes="By hand.")

        report = undo()

        meeting.refresh_from_db()
        assert (meeting.name, meeting.notes) == ("Lights", "By hand.")
        assert report.kept == ((meeting.reference, "notes"),)
        local = LocalValue.objects.get()
        assert (local.value, local.source_value) == ("By hand.", "One.")

    def test_a_field_that_is_as_the_list_had_it_before_needs_nothing_of_ours(
        self, meeting
    ):
        change(meeting, notes="One.")

        undo()

        assert Meeting.objects.get().notes == "One."
        assert not LocalValue.objects.exists()

    def test_a_field_changed_and_changed_back_is_undone(self, meeting):
        change(meeting, notes="By hand.")
        change(meeting, notes="Two.")

        report = undo()

        assert (Meeting.objects.get().notes, report.kept) == ("One.", ())
        assert not LocalValue.objects.exists()

    def test_a_meeting_that_was_closed_stays_closed(self):
        bring_in(a_record())
        Meeting.objects.update(status=MeetingStatus.CLOSED)

        report = undo()

        meeting = Meeting.objects.get()
        assert meeting.status == MeetingStatus.CLOSED
        assert report.kept == ((meeting.reference, "status"),)

    def test_a_place_moved_since_stays(self):
        bring_in(a_record())
        bring_in(a_record(latitude=53.9))
        Venue.objects.update(latitude=53.95)

        report = undo()

        venue = Venue.objects.get()
        assert venue.latitude == 53.95
        assert report.kept == ((venue.reference, "place"),)


class TestOurs:
    @pytest.fixture
    def meeting(self):
        bring_in(a_record(notes="One."))
        meeting = Meeting.objects.get()
        change(meeting, notes="Ours.")
        return meeting

    @pytest.mark.parametrize("notes", ["Two.", "Ours.", "One."])
    def test_and_what_was_offered_are_as_before(self, meeting, notes):
        before = as_it_stands()
        bring_in(a_record(notes=notes, name="Lamps"))

        report = undo()

        assert as_it_stands() == before
        assert report.kept == ()

    @pytest.mark.parametrize(("keep", "notes"), [(True, "Ours."), (False, "Two.")])
    def test_that_were_looked_at_since_stay_as_decided(self, meeting, keep, notes):
        bring_in(a_record(notes="Two."))
        local = LocalValue.objects.get()
        review_local_value(local=local, keep=keep, by=TESTER, by_role="champion")

        undo()

        assert Meeting.objects.get().notes == notes
        local = LocalValue.objects.get()
        assert (local.value, local.source_value) == (notes, "One.")
        assert not local.needs_review


class TestDates:
    # Two dates that differ, of a list that tells them: see TestSlots in test_applying.
    def test_entered_by_hand_stay(self):
        bring_in(a_record())
        bring_in(a_record(notes="New."))
        meeting = Meeting.objects.get()
        on = date(2027, 1, 4)
        cancel_date(meeting=meeting, on=on, by=TESTER)

        undo()

        assert DifferentDate.objects.get().original_date == on


KEYS = ("one", "two", "three", "four")
TOLD = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Lamps", "Lights"]),
        "day": st.sampled_from([1, 2, [1, 3], [3]]),
        "time": st.sampled_from(["18:00", "19:30"]),
        "notes": st.sampled_from(["", "Tea.", "Side door."]),
        "types": st.sampled_from([[], ["O"], ["C", "W"], ["ZZ"]]),
        "location": st.sampled_from(["Library", "Chapel"]),
        "latitude": st.sampled_from([53.8, 53.9]),
        "group": st.sampled_from(["", "Lamps"]),
        "updated": st.sampled_from(["2026-01-01 10:00:00", "2026-02-01 10:00:00"]),
    },
)
LISTS = st.dictionaries(st.sampled_from(KEYS), TOLD, max_size=4)
OURS = st.dictionaries(
    st.sampled_from(KEYS),
    st.fixed_dictionaries(
        {},
        optional={"notes": st.sampled_from(["Tea.", "Ours."]), "openness": st.just("")},
    ),
    max_size=2,
)


def read(told):
    records = [a_record(key, **given) for key, given in told.items()]
    bring_in(*records, may_drop=True)


class TestProperty:
    @settings(max_examples=25, deadline=None)
    @given(first=LISTS, ours=OURS, second=LISTS)
    def test_reading_and_undoing_leaves_all_as_it_was(self, first, ours, second):
        forget_all()
        read(first)
        for key, values in ours.items():
            meetings = Meeting.objects.filter(source_record__key=key)
            for meeting in meetings:
                change(meeting, **values)
        before = as_it_stands()

        read(second)
        report = undo()

        assert as_it_stands() == before
        assert report.kept == ()
        assert MeetingSource.objects.get().area == an_area()


def forget_all():
    for model in (MeetingChange, LocalValue, DifferentDate, Meeting, ImportRun):
        model.objects.all().delete()
    for model in (SourceRecord, MeetingSource, Venue):
        model.objects.all().delete()
