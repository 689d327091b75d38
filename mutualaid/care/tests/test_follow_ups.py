import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.care import home_items
from mutualaid.care.actions import follow_ups as actions
from mutualaid.care.actions.follow_ups import answer_follow_up
from mutualaid.care.actions.sessions import close_session
from mutualaid.care.models import FollowUp, FollowUpStatus, SessionKind, SessionStatus
from mutualaid.clients.tests.places import Place, hat
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.models import Look, Looked

from .factories import care_session, follow_up, step_record

pytestmark = pytest.mark.django_db
# A Wednesday.
NOW = datetime(2026, 11, 25, 12, tzinfo=clock.LOCAL_ZONE)
S = FollowUpStatus


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


@pytest.fixture
def row(place, client):
    return follow_up(client, place.keyworker)


@pytest.fixture
def keyworker(place):
    return signed_in_client(place.keyworker)


def finished(place, client, next_kind):
    session = care_session(
        client, place.keyworker, kind=SessionKind.THREE, held_on=clock.today()
    )
    step_record(session, "3.7", answers={"next-kind": next_kind})
    return close_session(session=session, by=hat(place.keyworker))


def answered(place, row, revision=0, **more):
    given = {"is_reached": True, "answers": {"times": "1-3"}, "note": "Fine", **more}
    by = hat(place.keyworker)
    return answer_follow_up(follow_up=row, revision=revision, by=by, **given)


def text(response) -> str:
    return unescape(response.content.decode())


class TestPlanFollowUps:
    def test_are_due_four_twelve_and_twenty_six_weeks_on(self, place, client):
        finished(place, client, "follow-up")

        assert [(row.weeks, row.due_on) for row in client.follow_ups.all()] == [
            (4, date(2026, 12, 23)),
            (12, date(2027, 2, 17)),
            (26, date(2027, 5, 26)),
        ]

    def test_are_not_planned_where_sessions_go_on(self, place, client):
        finished(place, client, "two")

        assert not FollowUp.objects.exists()

    def test_give_way_to_a_later_session_unless_they_were_asked(self, place, client):
        finished(place, client, "follow-up")
        first = client.follow_ups.first()
        answered(place, first)

        finished(place, client, "two")

        assert list(client.follow_ups.values_list("status", flat=True)) == [
            S.ASKED,
            S.TAKEN_BACK,
            S.TAKEN_BACK,
        ]


class TestAnswerFollowUp:
    def test_keeps_answers_and_a_sealed_note(self, place, client, row):
        answered(place, row)

        row.refresh_from_db()
        assert (row.status, row.asked_on) == (S.ASKED, date(2026, 11, 25))
        assert row.answers == {"times": "1-3"}
        assert b"Fine" not in bytes(row.sealed_note)
        assert row.words("sealed_note") == "Fine"

    def test_logs_that_it_was_asked_and_no_answer(self, place, row):
        answered(place, row)

        line = Entry.objects.order_by("-sequence")[0]
        assert (line.act, line.subject) == (
            "care.answer_follow_up",
            row.client.person.token,
        )
        assert line.detail == {"follow_up": row.reference}

    def test_counts_as_contact_only_where_they_were_reached(self, place, client, row):
        long_ago = clock.today() - timedelta(days=40)
        type(client).objects.update(last_contact_on=long_ago)

        answered(place, row, is_reached=False, answers={"times": "8"})

        client.refresh_from_db()
        row.refresh_from_db()
        assert (row.status, row.answers) == (S.NOT_REACHED, {})
        assert client.last_contact_on == long_ago
        answered(place, row, revision=1)
        client.refresh_from_db()
        assert client.last_contact_on == clock.today()

    def test_writes_nothing_over_what_the_page_had_not_seen(self, place, row):
        answered(place, row)

        with pytest.raises(Refused, match="Somebody else answered"):
            answered(place, row, note="Later")

    def test_can_be_put_right_and_not_turned_into_not_reached(self, place, row):
        answered(place, row)

        assert answered(place, row, revision=1, note="Better").revision == 2
        with pytest.raises(Refused, match="asked already"):
            answered(place, row, revision=2, is_reached=False)

    def test_is_refused_once_sessions_went_on(self, place, client):
        row = follow_up(client, place.keyworker, status=S.TAKEN_BACK)

        with pytest.raises(Refused, match="sessions went on"):
            answered(place, row)

    def test_is_undone_where_the_log_cannot_be_written(self, place, row, monkeypatch):
        monkeypatch.setattr(actions, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            answered(place, row)
        row.refresh_from_db()
        assert row.status == S.DUE


class TestPages:
    def test_list_who_is_to_be_asked_by_the_reference(self, place, keyworker, row):
        follow_up(row.client, place.keyworker, due_on=clock.today() + timedelta(1))

        shown = text(keyworker.get(reverse("list_follow_ups")))

        assert shown.count("weeks on, since") == 1
        assert row.client.person.printed in shown
        assert "Fennick" not in shown
        assert [look.what for look in Look.objects.all()] == [Looked.LIST]

    def test_list_nobody_of_a_colleague(self, place, row):
        shown = text(signed_in_client(place.colleague).get(reverse("list_follow_ups")))

        assert "Nobody is to be asked now" in shown

    def test_list_the_whole_service_for_its_manager(self, place, row):
        shown = text(signed_in_client(place.manager).get(reverse("list_follow_ups")))

        assert row.client.person.printed in shown

    def test_take_an_answer_and_show_it(self, keyworker, row):
        address = reverse("answer_follow_up", args=[row.reference])
        sent = {"been": "yes", "times": "4-7", "helpful": "8", "note": "Likes it"}

        response = keyworker.post(address, {**sent, "reached": "yes", "revision": "0"})

        sessions = reverse("list_care_sessions", args=[row.client.reference])
        assert response.url == sessions
        shown = text(keyworker.get(sessions))
        assert "4 to 7" in shown
        assert "8 out of 10" in shown
        assert "Likes it" in shown
        assert re.search(r'value="4-7"[^>]* checked', text(keyworker.get(address)))

    def test_keep_the_typing_when_something_is_wrong(self, keyworker, row):
        address = reverse("answer_follow_up", args=[row.reference])

        response = keyworker.post(address, {"note": "Likes it", "revision": "0"})

        assert "There is a problem" in text(response)
        assert "Likes it" in text(response)
        row.refresh_from_db()
        assert row.status == S.DUE

    def test_answer_is_for_who_works_with_the_client(self, place, row):
        address = reverse("answer_follow_up", args=[row.reference])

        assert signed_in_client(place.manager).get(address).status_code == 403
        assert signed_in_client(place.stranger).get(address).status_code == 404


class TestHomeItems:
    def found(self, worn):
        return [each.words for each in home_items.sessions_and_follow_ups(hat(worn))]

    def test_say_whom_to_ask(self, place, row):
        assert self.found(place.keyworker) == [
            "1 client is to be asked how it goes with mutual aid."
        ]
        assert self.found(place.colleague) == []

    def test_say_which_session_is_still_open(self, place, client):
        yesterday = clock.today() - timedelta(days=1)
        care_session(client, place.keyworker, held_on=yesterday)

        assert self.found(place.keyworker) == [
            "1 session is still open from another day."
        ]
        assert self.found(place.colleague) == []

    def test_say_nothing_of_one_that_began_today(self, place, client):
        care_session(client, place.keyworker)

        assert self.found(place.keyworker) == []

    @pytest.mark.parametrize(("days", "is_due"), [(-1, True), (0, True), (1, False)])
    def test_say_who_is_due_for_the_next_session(self, place, client, days, is_due):
        care_session(
            client,
            place.keyworker,
            status=SessionStatus.CLOSED,
            next="two",
            next_on=clock.today() + timedelta(days=days),
        )

        found = self.found(place.keyworker)

        assert bool(found) is is_due
        assert self.found(place.colleague) == []

    def test_say_nothing_once_it_has_begun_or_the_work_has_ended(self, place, client):
        due = {"next": "two", "next_on": clock.today(), "status": SessionStatus.CLOSED}
        care_session(client, place.keyworker, **due)
        type(client).objects.update(status="discharged")
        assert self.found(place.keyworker) == []

        type(client).objects.update(status="active")
        care_session(client, place.keyworker, kind="two")
        assert self.found(place.keyworker) == []
