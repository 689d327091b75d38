from datetime import UTC, date, datetime, time

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import (
    add_date,
    cancel_date,
    dates,
    move_date,
    verify_meeting,
    verifying,
)
from mutualaid.directory.models import DifferentDate, DirectoryRevision, Verification

from .factories import TESTER, a_meeting

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        yield


class TestDates:
    @pytest.mark.parametrize(
        "change",
        [
            lambda meeting: cancel_date(meeting=meeting, on=TUESDAY, by=TESTER),
            lambda meeting: move_date(
                meeting=meeting, on=TUESDAY, at=time(9), by=TESTER
            ),
            lambda meeting: move_date(meeting=meeting, on=MONDAY, by=TESTER),
            lambda meeting: add_date(meeting=meeting, on=MONDAY, by=TESTER),
        ],
    )
    def test_a_date_that_makes_no_sense_is_refused(self, change):
        with pytest.raises(Refused):
            change(a_meeting())

        assert not DifferentDate.objects.exists()

    def test_a_second_change_to_a_date_replaces_the_first(self):
        meeting = a_meeting()
        move_date(meeting=meeting, on=MONDAY, to=TUESDAY, by=TESTER)
        cancel_date(meeting=meeting, on=MONDAY, by=TESTER)

        only = DifferentDate.objects.get()
        assert (only.kind, only.new_date) == ("cancelled", None)

    def test_each_moves_the_revision_the_sequence_and_the_log_on(self):
        meeting = a_meeting()
        revision = DirectoryRevision.current()

        cancel_date(meeting=meeting, on=MONDAY, by=TESTER)

        assert DirectoryRevision.current() == revision + 1
        assert meeting.calendar_sequence == 1
        entry = Entry.objects.latest("sequence")
        assert (entry.act, entry.detail) == (
            "directory.cancelled_date",
            {"on": "2026-11-23"},
        )

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        meeting = a_meeting()
        monkeypatch.setattr(dates, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            cancel_date(meeting=meeting, on=MONDAY, by=TESTER)

        assert not DifferentDate.objects.exists()


class TestVerifying:
    def verify(self, meeting, on, kind="confirmed"):
        verify_meeting(meeting=meeting, kind=kind, on=on, by_role="champion", by=TESTER)
        meeting.refresh_from_db()
        return meeting.verified_on, meeting.verified_how

    def test_the_newest_is_shown_and_all_are_kept(self):
        meeting = a_meeting()

        assert self.verify(meeting, date(2026, 11, 1)) == (
            date(2026, 11, 1),
            "confirmed",
        )
        assert self.verify(meeting, date(2026, 10, 1), "visited") == (
            date(2026, 11, 1),
            "confirmed",
        )
        assert Verification.objects.count() == 2

    def test_leaves_the_date_of_editing_alone(self):
        meeting = a_meeting(updated_at=datetime(2026, 1, 1, tzinfo=UTC))

        self.verify(meeting, date(2026, 11, 1))

        assert meeting.updated_at == datetime(2026, 1, 1, tzinfo=UTC)

    def test_a_date_to_come_is_refused(self):
        with pytest.raises(Refused, match="to come"):
            self.verify(a_meeting(), date(2026, 11, 22))

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        meeting = a_meeting()
        monkeypatch.setattr(verifying, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            self.verify(meeting, MONDAY.replace(day=1))

        meeting.refresh_from_db()
        assert meeting.verified_on is None
