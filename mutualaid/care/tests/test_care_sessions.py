from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.care.actions import sessions as actions
from mutualaid.care.actions.sessions import (
    close_session,
    reopen_session,
    start_session,
)
from mutualaid.care.models import (
    CareSession,
    Next,
    Occasion,
    Outcome,
    SessionKind,
    SessionStatus,
    Way,
)
from mutualaid.care.session_page import (
    last_time,
    left_for_today,
    note_lines,
    sessions_of,
    step_after,
    tasks_of,
    written,
)
from mutualaid.care.suggesting import suggested_kind
from mutualaid.clients.tests import factories as clients
from mutualaid.clients.tests.places import Place, hat
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.shelves import Shelf

from .factories import care_session, step_record

pytestmark = pytest.mark.django_db
# A Wednesday.
NOW = datetime(2026, 11, 25, 12, tzinfo=clock.LOCAL_ZONE)


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def place():
    made = Place()
    with within(made.area.pk):
        yield made


@pytest.fixture
def client(place):
    return place.added()


def started(place, client, kind=SessionKind.ONE, **more):
    given = {"occasion": Occasion.KEYWORK, "way": Way.IN_PERSON, **more}
    return start_session(client=client, kind=kind, by=hat(place.keyworker), **given)


def closed(place, session):
    return close_session(session=session, by=hat(place.keyworker))


def again(session):
    return CareSession.objects.with_everything().get(pk=session.pk)


class TestStartSession:
    def test_begins_today_and_counts_as_contact(self, place, client):
        client.last_contact_on = clock.today() - timedelta(days=30)
        client.save()

        made = started(place, client)

        assert (made.held_on, made.run, made.status) == (
            date(2026, 11, 25),
            1,
            SessionStatus.OPEN,
        )
        client.refresh_from_db()
        assert client.last_contact_on == clock.today()

    def test_leaves_a_line_that_says_nothing_of_the_client(self, place, client):
        made = started(place, client)

        line = Entry.objects.order_by("-sequence")[0]
        assert (line.act, line.subject) == ("care.start_session", client.person.token)
        assert line.detail == {"care_session": made.reference}

    def test_counts_the_runs_of_each_kind_apart(self, place, client):
        for kind in (SessionKind.TWO, SessionKind.TWO, SessionKind.THREE):
            made = closed(place, started(place, client, kind))

        assert [(each.kind, each.run) for each in sessions_of(client)] == [
            ("three", 1),
            ("two", 2),
            ("two", 1),
        ]
        assert made.run == 1

    def test_is_refused_while_another_is_open(self, place, client):
        started(place, client)

        with pytest.raises(Refused, match="Finish it first"):
            started(place, client, SessionKind.TWO)

    def test_is_refused_by_the_database_too(self, place, client):
        care_session(client, place.keyworker)

        with pytest.raises(IntegrityError), transaction.atomic():
            care_session(client, place.keyworker, kind=SessionKind.TWO)

    def test_is_refused_for_a_day_to_come_and_takes_one_gone_by(self, place, client):
        with pytest.raises(Refused, match="still to come"):
            started(place, client, held_on=date(2026, 11, 26))

        made = started(place, client, held_on=date(2026, 11, 20), way=Way.PAPER)
        assert made.held_on == date(2026, 11, 20)

    def test_is_refused_where_no_records_are_kept(self, place, client):
        clients.record_keeping(place.service, is_on=False)

        with pytest.raises(Refused, match="keeps no records"):
            started(place, client)

    def test_is_refused_for_somebody_who_is_no_longer_a_client(self, place, client):
        client.status = "discharged"
        client.save()

        with pytest.raises(Refused, match="no longer with the service"):
            started(place, client)

    def test_is_undone_where_the_log_cannot_be_written(
        self, place, client, monkeypatch
    ):
        monkeypatch.setattr(actions, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            started(place, client)
        assert not CareSession.objects.exists()


class TestCloseSession:
    def test_keeps_what_the_closing_step_says_comes_next(self, place, client):
        session = started(place, client, SessionKind.THREE)
        told = {"next-kind": "follow-up", "next-on": "2026-12-23"}
        step_record(session, "3.7", answers=told)

        session = closed(place, session)

        assert (session.next, session.next_on) == (
            Next.FOLLOW_UP,
            date(2026, 12, 23),
        )

    @pytest.mark.parametrize(
        ("kind", "follows"), [("one", "two"), ("two", "three"), ("three", "")]
    )
    def test_leads_on_where_nothing_was_said(self, place, client, kind, follows):
        session = closed(place, started(place, client, SessionKind(kind)))

        assert (session.next, session.next_on) == (follows, None)

    def test_is_refused_twice(self, place, client):
        session = closed(place, started(place, client))

        with pytest.raises(Refused, match="is finished"):
            closed(place, session)


class TestReopenSession:
    def test_opens_what_was_finished(self, place, client):
        session = closed(place, started(place, client))

        reopen_session(session=session, by=hat(place.keyworker))

        assert again(session).status == SessionStatus.OPEN

    def test_is_refused_while_a_later_one_is_open(self, place, client):
        session = closed(place, started(place, client))
        started(place, client, SessionKind.TWO)

        with pytest.raises(Refused, match="later session"):
            reopen_session(session=session, by=hat(place.keyworker))

    def test_is_refused_for_one_that_is_open(self, place, client):
        with pytest.raises(Refused, match="open already"):
            reopen_session(session=started(place, client), by=hat(place.keyworker))


class TestTransitions:
    def test_are_made_by_keyworkers_alone(self):
        for status in SessionStatus:
            assert CareSession.movers(status) == {Mover.KEYWORKER}


class TestSuggestedKind:
    def test_goes_from_one_to_two_to_three(self, place, client):
        assert suggested_kind([]) == SessionKind.ONE
        for kind, then in (("one", "two"), ("two", "three"), ("three", "three")):
            closed(place, started(place, client, SessionKind(kind)))
            assert suggested_kind(sessions_of(client)) == then

    def test_is_what_session_three_said(self, place, client):
        session = started(place, client, SessionKind.THREE)
        step_record(session, "3.7", answers={"next-kind": "two"})
        closed(place, session)

        assert suggested_kind(sessions_of(client)) == SessionKind.TWO


class TestTasks:
    def test_are_to_do_done_begun_or_for_another_day(self, place, client):
        session = started(place, client)
        step_record(session, "1.1")
        step_record(session, "1.2", outcome=Outcome.NOT_TODAY)
        step_record(session, "1.3", outcome="", draft="{}")

        tasks = tasks_of(again(session))

        assert [line.state for line in tasks.own][:4] == [
            "Done",
            "Not today",
            "Begun",
            "To do",
        ]
        assert (tasks.done, tasks.left) == (1, [])

    def test_of_another_day_come_back_in_the_next_session(self, place, client):
        first = started(place, client)
        step_record(first, "1.5", outcome=Outcome.NOT_TODAY)
        step_record(first, "1.4", outcome=Outcome.NOT_NEEDED)
        closed(place, first)
        second = started(place, client, SessionKind.TWO)

        assert [step.key for step in left_for_today(second)] == ["1.5"]
        assert step_after(again(second), "1.5") == "2.1"

    def test_of_the_same_kind_are_its_own_when_it_is_held_again(self, place, client):
        first = started(place, client, SessionKind.TWO)
        step_record(first, "2.2", outcome=Outcome.NOT_TODAY)
        closed(place, first)
        second = started(place, client, SessionKind.TWO)

        assert left_for_today(second) == []

    def test_lead_on_past_what_is_written(self, place, client):
        session = started(place, client)
        step_record(session, "1.2")
        step_record(session, "1.3", outcome=Outcome.NOT_NEEDED)

        assert step_after(again(session), "1.1") == "1.4"
        assert step_after(again(session), "1.9") == ""


class TestWritten:
    def test_has_answers_and_notes_in_words_in_the_order_of_the_steps(
        self, place, client
    ):
        session = started(place, client)
        step_record(session, "1.9", answers={"next-on": "2026-12-02"})
        step_record(session, "1.2", answers={"been-smart": "tried"}, note="Liked it")
        step_record(session, "1.4", outcome="", draft="{}")

        found = written(again(session))

        assert [line.key for line in found] == ["1.2", "1.9"]
        assert found[0].said == [("SMART Recovery", "Once or twice")]
        assert found[0].note == "Liked it"

    def test_is_empty_of_notes_once_they_were_erased(self, place, client):
        session = started(place, client)
        step_record(session, "1.2", answers={"been-smart": "tried"}, note="Liked it")

        erase_person(
            person=client.person, shelves=[Shelf.RECORD], by=hat(place.manager).actor
        )

        (line,) = written(again(session))
        assert (line.said, line.note) == ([], "")

    def test_as_a_note_names_nobody(self, place, client):
        session = started(place, client)
        step_record(session, "1.2", answers={"been-smart": "tried"}, note="Liked it")
        session = closed(place, session)

        told = "\n".join(note_lines(again(session)))

        assert told == (
            "Session one, 25 November 2026 (Keywork)\n"
            "Ask about the past: SMART Recovery Once or twice. Liked it\n"
            "Session two"
        )
        assert client.person.printed not in told


class TestLastTime:
    def test_is_the_newest_that_was_done_before(self, place, client):
        notes = {"2026-11-01": "First", "2026-11-08": "Second"}
        for day, note in notes.items():
            session = started(
                place, client, SessionKind.TWO, held_on=date.fromisoformat(day)
            )
            step_record(session, "2.2", note=note)
            closed(place, session)
        now = started(place, client, SessionKind.TWO)

        before = last_time(now, "2.2")

        assert before
        assert (before.note, before.day) == ("Second", date(2026, 11, 8))
        assert last_time(now, "2.3") is None

    def test_is_never_of_another_client(self, place, client):
        other = place.added()
        session = started(place, other, SessionKind.TWO)
        step_record(session, "2.2", note="Of somebody else")

        assert last_time(started(place, client, SessionKind.TWO), "2.2") is None


class TestVisibleTo:
    @pytest.mark.parametrize("role", Role)
    def test_is_for_who_sees_the_client(self, place, client, role):
        session = started(place, client)
        in_service = {
            Role.KEYWORKER,
            Role.SERVICE_MANAGER,
            Role.PEER,
            Role.RECOVERY_CHAMPION,
        }
        where = {"service": place.service} if role in in_service else {}
        worn = people.membership(role, place.area, **where)

        seen = CareSession.objects.visible_to(hat(worn))

        assert (session in seen) is (role == Role.SERVICE_MANAGER)
        assert session in CareSession.objects.visible_to(hat(place.keyworker))
