import json
from datetime import UTC, datetime, time, timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import importing
from mutualaid.directory.models import (
    DirectoryRevision,
    Group,
    Meeting,
    SourceRecord,
    Venue,
)
from mutualaid.geography.models import Postcode, PostcodeEdition

from .lists import a_record, bring_in

pytestmark = pytest.mark.django_db


class TestNew:
    def test_keeps_what_the_record_says(self):
        bring_in(a_record())

        meeting = Meeting.objects.get()
        assert (meeting.name, meeting.weekday, meeting.start_time) == (
            "Harbour Lights",
            0,
            time(19),
        )
        assert (meeting.duration_minutes, meeting.mode) == (60, "in-person")
        assert (meeting.openness, meeting.features) == ("open", ["women"])
        assert meeting.group.name == "Harbour group"
        assert (meeting.venue.town, meeting.venue.postcode) == (
            "Northbridge",
            "NB1 1AA",
        )
        assert meeting.verified_on is None

    def test_meetings_of_one_group_in_one_hall_share_both(self):
        bring_in(a_record("one"), a_record("two", day=2))

        assert (Meeting.objects.count(), Group.objects.count()) == (2, 1)
        assert Venue.objects.count() == 1

    def test_several_days_make_several_meetings_of_one_record(self):
        report = bring_in(a_record(day=[1, 3]))

        assert (report.read, report.new) == (1, 1)
        assert sorted(Meeting.objects.values_list("weekday", "slot")) == [
            (0, 0),
            (2, 1),
        ]

    def test_a_venue_gets_its_coordinates_once_its_postcode_is_known(self):
        told = a_record(latitude=None, longitude=None)
        bring_in(told)
        assert Venue.objects.get().point() is None
        revision = DirectoryRevision.current()
        edition = PostcodeEdition.objects.create(
            name="x", series="x", layout="x", digest="x", started_at=clock.now()
        )
        Postcode.objects.create(
            postcode="NB11AA", latitude=53.9, longitude=0.7, edition=edition
        )

        assert bring_in(told).unchanged == 1

        assert Venue.objects.get().point() == (53.9, 0.7)
        assert DirectoryRevision.current() == revision + 1

    def test_leaves_a_line_in_the_log_with_the_counts(self):
        bring_in(a_record())

        entry = Entry.objects.latest("sequence")
        assert (entry.act, entry.actor) == ("directory.import_meetings", "system:tests")
        assert entry.detail["new"] == 1


class TestAgain:
    def test_the_same_file_changes_nothing(self):
        bring_in(a_record("one"), a_record("two"))
        before = list(Meeting.objects.order_by("pk").values())
        revision = DirectoryRevision.current()

        report = bring_in(a_record("one"), a_record("two"))

        assert report.counts() == {
            "read": 2,
            "accepted": 2,
            "rejected": 0,
            "new": 0,
            "changed": 0,
            "unchanged": 2,
            "gone": 0,
        }
        assert list(Meeting.objects.order_by("pk").values()) == before
        assert DirectoryRevision.current() == revision

    def test_a_change_keeps_the_meetings_reference_and_raises_its_sequence(self):
        bring_in(a_record())
        before = Meeting.objects.get()

        report = bring_in(a_record(time="18:30", end_time="19:30"))

        after = Meeting.objects.get()
        assert (report.changed, report.new) == (1, 0)
        assert (after.reference, after.start_time) == (before.reference, time(18, 30))
        assert after.calendar_sequence == before.calendar_sequence + 1

    def test_a_day_that_is_dropped_is_gone_and_a_new_one_added(self):
        bring_in(a_record(day=[1, 3]))

        bring_in(a_record(day=[1]))
        assert sorted(Meeting.objects.values_list("slot", "status")) == [
            (0, "listed"),
            (1, "gone"),
        ]

        bring_in(a_record(day=[1, 4]))
        assert set(Meeting.objects.published().values_list("weekday", flat=True)) == {
            0,
            3,
        }

    def test_what_left_the_list_is_gone_and_may_come_back(self):
        records = [a_record(f"number-{number}") for number in range(5)]
        bring_in(*records)
        reference = Meeting.objects.get(source_record__key="number-4").reference

        assert bring_in(*records[:4]).gone == 1
        assert Meeting.objects.published().count() == 4

        report = bring_in(*records)
        assert (report.changed, report.new) == (1, 0)
        assert Meeting.objects.published().filter(reference=reference).exists()

    def test_two_sources_leave_each_other_alone(self):
        bring_in(a_record("one"), source_name="First")
        report = bring_in(a_record("two"), source_name="Second")

        assert report.gone == 0
        assert Meeting.objects.published().count() == 2

    def test_better_coordinates_reach_a_venue_and_none_do_not_remove_them(self):
        bring_in(a_record())
        bring_in(a_record(latitude=53.81))
        assert Venue.objects.get().latitude == 53.81

        bring_in(a_record(latitude=None, longitude=None))
        assert Venue.objects.get().latitude == 53.81


class TestGuard:
    def test_a_suspicious_drop_is_refused_and_the_last_good_copy_stays(self):
        bring_in(*[a_record(f"number-{number}") for number in range(20)])

        with pytest.raises(Refused, match=r"list\.json: 19 of the 20 meetings"):
            bring_in(a_record("number-0"))

        assert Meeting.objects.published().count() == 20

    def test_somebody_may_say_that_it_is_right(self):
        bring_in(*[a_record(f"number-{number}") for number in range(20)])

        assert bring_in(a_record("number-0"), may_drop=True).gone == 19


class TestRefusals:
    def test_a_known_record_that_is_bad_this_time_keeps_its_last_good_copy(self):
        bring_in(a_record("one"), a_record("two"))

        report = bring_in(a_record("one"), a_record("two", time="half past dinner"))

        assert (report.rejected, report.gone) == (1, 0)
        assert Meeting.objects.published().count() == 2

    def test_one_bad_record_never_stops_the_rest(self):
        report = bring_in(a_record("good"), "not a record", a_record("fine"))

        assert (report.read, report.accepted, report.rejected) == (3, 2, 1)
        rejected = [each.record for each in report.problems if each.fatal]
        assert rejected == ["record 2"]
        assert Meeting.objects.count() == 2

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"data": b'[{"slug": '}, "list.json"),
            ({"data": b""}, "list.json"),
            ({"fellowship": "nobody"}, "no fellowship with the key nobody"),
            ({"format_name": "carrier-pigeon"}, "no format called"),
        ],
    )
    def test_names_the_file_and_the_reason_and_changes_nothing(self, given, words):
        with pytest.raises(Refused, match=words):
            bring_in(**given)

        assert not SourceRecord.objects.exists()

    def test_a_record_without_a_known_fellowship_is_rejected(self):
        report = bring_in(a_record(), fellowship="")

        assert (report.accepted, report.rejected) == (0, 1)
        assert report.problems[-1].field == "fellowship"


class TestDryRun:
    def test_tells_and_does_nothing(self):
        report = bring_in(a_record(), is_dry_run=True)

        assert (report.new, report.is_dry_run) == (1, True)
        assert not Meeting.objects.exists()
        assert not Entry.objects.filter(act="directory.import_meetings").exists()


class TestTransaction:
    def test_a_log_that_fails_undoes_the_import(self, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(importing, "record", fail)

        with pytest.raises(RuntimeError, match="no room"):
            bring_in(a_record())

        assert not Meeting.objects.exists()
        assert not SourceRecord.objects.exists()


class TestPrivacy:
    def test_no_persons_contact_is_stored_anywhere(self):
        bring_in(
            a_record(
                contact_1_name="Sam Sample",
                contact_1_email="sam@example.org",
                contact_1_phone="07700 900123",
                notes="Ring Sam on 07700 900123 or sam@example.org. Passcode: 4711xy",
                conference_url="https://meet.example.org/j/1?pwd=secret99",
            )
        )

        told = json.dumps(
            [
                *Meeting.objects.values("notes", "conference_url", "conference_notes"),
                *SourceRecord.objects.values("record"),
            ]
        )
        for secret in ("07700", "900123", "sam@", "Sample", "4711xy", "secret99"):
            assert secret not in told


def test_the_report_counts_records_under_a_frozen_clock_alike():
    with clock.frozen_at(datetime(2026, 1, 1, tzinfo=UTC)):
        bring_in(a_record())
        meeting = Meeting.objects.get()
    with clock.frozen_at(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=9)):
        bring_in(a_record())

    source = meeting.source_record.source
    source.refresh_from_db()
    meeting.refresh_from_db()
    assert source.last_read_at == datetime(2026, 1, 10, tzinfo=UTC)
    assert meeting.updated_at == datetime(2026, 1, 1, tzinfo=UTC)
