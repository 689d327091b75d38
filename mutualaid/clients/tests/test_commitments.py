from datetime import date, datetime, timedelta
from itertools import product

import pytest

from mutualaid.clients.actions import commitments
from mutualaid.clients.actions.commitments import move_commitment, plan
from mutualaid.clients.models import (
    AFTERWARDS,
    ANSWERS,
    Commitment,
    CommitmentStatus,
)
from mutualaid.clients.occurrences import has_begun, occurrence_on
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import DifferentDate
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.recurrence import ExceptionKind
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.shelves import Shelf

from .places import Place, hat
from .test_client_actions import end_work, newest

pytestmark = pytest.mark.django_db
S = CommitmentStatus
# A Wednesday; the meeting is on Tuesdays at seven.
NOW = datetime(2026, 11, 25, 12, tzinfo=clock.LOCAL_ZONE)
TUESDAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def client(place):
    return place.added()


@pytest.fixture
def meeting(place):
    return place.meeting()


def planned(place, client, meeting, on=TUESDAY, note=""):
    by = hat(place.keyworker)
    return plan(client=client, meeting=meeting, on=on, note=note, by=by)


def differs(place, meeting, kind, **values):
    return DifferentDate.objects.create(
        area=place.area,
        meeting=meeting,
        original_date=TUESDAY,
        kind=kind,
        created_at=NOW,
        updated_at=NOW,
        **values,
    )


class TestOccurrenceOn:
    def test_is_the_usual_evening(self, meeting):
        held = occurrence_on(meeting, TUESDAY)

        assert held.starts_at == datetime(2026, 12, 1, 19, tzinfo=clock.LOCAL_ZONE)

    @pytest.mark.parametrize("days", range(1, 7))
    def test_is_nothing_on_another_day(self, meeting, days):
        assert occurrence_on(meeting, TUESDAY + timedelta(days=days)) is None

    def test_is_the_day_to_which_the_list_moved_it(self, place, meeting):
        there = TUESDAY + timedelta(days=9)
        differs(place, meeting, ExceptionKind.MOVED, new_date=there)

        assert occurrence_on(meeting, TUESDAY).starts_at.date() == there
        assert occurrence_on(meeting, there) is None

    def test_is_nothing_where_the_list_says_it_is_not_on(self, place, meeting):
        differs(place, meeting, ExceptionKind.CANCELLED)

        assert occurrence_on(meeting, TUESDAY) is None

    @pytest.mark.parametrize(("days", "begun"), [(-1, False), (0, True), (1, True)])
    def test_that_the_list_has_lost_has_begun_on_its_day(self, days, begun):
        with clock.frozen_at(NOW + timedelta(days=days)):
            assert has_begun(None, NOW.date()) is begun


class TestPlan:
    def test_keeps_the_date_of_the_recurrence_and_who_planned_it(
        self, place, client, meeting
    ):
        made = planned(place, client, meeting, note="By bus")

        made = Commitment.objects.get()
        assert (made.status, made.original_date) == (S.PLANNED, TUESDAY)
        assert made.planned_by == place.keyworker
        assert made.words("sealed_note") == "By bus"
        assert newest().detail == {"commitment": made.reference}

    def test_counts_as_being_in_touch(self, place, client, meeting):
        with clock.frozen_at(NOW + timedelta(days=3)):
            planned(place, client, meeting)

        client.refresh_from_db()
        assert client.last_contact_on == NOW.date() + timedelta(days=3)

    def test_refuses_a_day_on_which_the_meeting_is_not_held(
        self, place, client, meeting
    ):
        with pytest.raises(Refused, match="not held on that day"):
            planned(place, client, meeting, TUESDAY + timedelta(days=1))

    def test_refuses_a_day_that_is_over(self, place, client, meeting):
        with pytest.raises(Refused, match="is over"):
            planned(place, client, meeting, TUESDAY - timedelta(days=7))

    def test_takes_today_at_any_hour(self, place, client, meeting):
        tonight = datetime(2026, 12, 1, 23, tzinfo=clock.LOCAL_ZONE)
        with clock.frozen_at(tonight):
            assert planned(place, client, meeting).original_date == TUESDAY

    @pytest.mark.parametrize(
        "status", [MeetingStatus.CLOSED, MeetingStatus.GONE], ids=str
    )
    def test_refuses_a_meeting_that_is_withdrawn(self, place, client, meeting, status):
        meeting.status = status

        with pytest.raises(Refused, match="not in the list"):
            planned(place, client, meeting)

    def test_refuses_a_meeting_that_another_area_keeps(self, place, client):
        elsewhere = people.area()
        meeting = place.meeting(area=elsewhere)

        with pytest.raises(Refused, match="not in the list"):
            planned(place, client, meeting)

    def test_refuses_the_same_evening_twice(self, place, client, meeting):
        planned(place, client, meeting)

        with pytest.raises(Refused, match="planned already"):
            planned(place, client, meeting)

    def test_takes_up_a_plan_that_was_taken_back(self, place, client, meeting):
        made = planned(place, client, meeting)
        moved(place, made, S.CANCELLED)

        again = planned(place, client, meeting, note="Once more")

        assert (again.pk, again.status) == (made.pk, S.PLANNED)

    def test_refuses_who_is_no_longer_here(self, place, client, meeting):
        gone = end_work(place, client)

        with pytest.raises(Refused, match="no longer with"):
            planned(place, gone, meeting)

    def test_refuses_where_no_records_are_kept(self, place, client, meeting):
        factories.record_keeping(place.service, is_on=False)

        with pytest.raises(Refused, match="keeps no records"):
            planned(place, client, meeting)

    def test_refuses_a_note_where_notes_were_erased(self, place, client, meeting):
        by = hat(place.manager).actor
        erase_person(person=client.person, by=by, shelves=[Shelf.RECORD])

        with pytest.raises(Refused, match="erased for good"):
            planned(place, client, meeting, note="By bus")
        assert planned(place, client, meeting).words("sealed_note") == ""


def moved(place, commitment, to, was=None, **given):
    return move_commitment(
        commitment=commitment,
        to=to,
        was=was or S(commitment.status),
        by=hat(place.keyworker),
        **given,
    )


class TestMoveCommitment:
    @pytest.mark.parametrize(("before", "after"), list(product(S, S)))
    def test_goes_where_the_table_leads(self, place, client, meeting, before, after):
        made = factories.commitment(client, meeting, place.keyworker, status=before)
        afterwards = NOW + timedelta(days=30)

        with clock.frozen_at(afterwards):
            if after in Commitment.TRANSITIONS[before]:
                assert moved(place, made, after).status == after
            else:
                with pytest.raises(Refused):
                    moved(place, made, after)

    @pytest.mark.parametrize("to", [*ANSWERS, S.CANCELLED])
    def test_says_how_it_went_only_once_it_has_begun(self, place, client, meeting, to):
        made = planned(place, client, meeting)

        if to in AFTERWARDS:
            with pytest.raises(Refused, match="not begun"):
                moved(place, made, to)
        else:
            assert moved(place, made, to).status == to

    def test_writes_nothing_over_what_somebody_else_answered(
        self, place, client, meeting
    ):
        made = planned(place, client, meeting)
        moved(place, made, S.CANCELLED)

        with pytest.raises(Refused, match="Plan taken back"):
            moved(place, made, S.NOT_ON, was=S.PLANNED)
        assert Commitment.objects.get().status == S.CANCELLED

    def test_keeps_a_note_unless_another_is_given(self, place, client, meeting):
        made = planned(place, client, meeting, note="By bus")

        made = moved(place, made, S.CANCELLED)
        assert made.words("sealed_note") == "By bus"
        made = moved(place, made, S.PLANNED, note="By train")
        assert Commitment.objects.get().words("sealed_note") == "By train"

    def test_undoes_all_where_the_log_cannot_be_written(
        self, place, client, meeting, monkeypatch
    ):
        made = planned(place, client, meeting)
        monkeypatch.setattr(commitments, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            moved(place, made, S.CANCELLED)
        with pytest.raises(ZeroDivisionError):
            planned(place, client, meeting, TUESDAY + timedelta(days=7))
        assert Commitment.objects.get().status == S.PLANNED


class TestTheTable:
    def test_has_a_row_and_a_sentence_for_every_status(self):
        table = Commitment.TRANSITIONS

        assert set(table) == set(Commitment.STANDS) == set(S)
        assert {to for moves in table.values() for to in moves} == set(S)
        assert all(start not in moves for start, moves in table.items())

    def test_lets_keyworkers_and_managers_move(self):
        movers = {
            who for moves in Commitment.TRANSITIONS.values() for who in moves.values()
        }

        assert movers == {frozenset({Mover.KEYWORKER, Mover.MANAGER})}


class TestUnanswered:
    def test_are_those_whose_day_is_over(self, place, client, meeting):
        made = planned(place, client, meeting)

        assert not Commitment.objects.unanswered(TUESDAY).exists()
        assert Commitment.objects.unanswered(TUESDAY + timedelta(days=1)).get() == made

    def test_wait_for_the_day_to_which_the_list_moved_it(self, place, client, meeting):
        planned(place, client, meeting)
        there = TUESDAY + timedelta(days=2)
        differs(place, meeting, ExceptionKind.MOVED, new_date=there)

        assert not Commitment.objects.unanswered(there).exists()
        assert Commitment.objects.unanswered(there + timedelta(days=1)).exists()
