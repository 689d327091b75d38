import json
import re
from html import unescape

import pytest
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.care.actions import weeks as actions
from mutualaid.care.actions.sessions import close_session
from mutualaid.care.actions.weeks import save_week
from mutualaid.care.models import ClientWeek, SessionKind
from mutualaid.care.person_tables import week_in_words
from mutualaid.clients.models import Commitment
from mutualaid.clients.tests.places import Place, hat
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.organisations.tests.factories import signed_in_client

from .factories import care_session, client_week

pytestmark = pytest.mark.django_db
ANSWERS = {"avoid": ["Old Hall"], "ways": ["walk", "car"]}


@pytest.fixture
def place():
    made = Place()
    with within(made.area.pk):
        yield made


@pytest.fixture
def session(place):
    return care_session(place.added(), place.keyworker, kind=SessionKind.TWO)


@pytest.fixture
def keyworker(place):
    return signed_in_client(place.keyworker)


@pytest.fixture
def address(session):
    return reverse("fit_meetings", args=[session.reference])


def saved(session, worn, answers=ANSWERS):
    return save_week(session=session, answers=answers, by=hat(worn))


def text(response) -> str:
    return unescape(response.content.decode())


class TestSaveWeek:
    def test_seals_what_was_said_and_keeps_the_newest(self, place, session):
        saved(session, place.keyworker, {"avoid": ["First Hall"]})
        saved(session, place.keyworker)

        row = ClientWeek.objects.get()
        assert b"Old Hall" not in bytes(row.sealed_answers)
        assert json.loads(row.words("sealed_answers")) == ANSWERS

    def test_logs_that_it_was_written_and_no_word_of_it(self, place, session):
        saved(session, place.keyworker)

        line = Entry.objects.order_by("-sequence")[0]
        assert (line.act, line.subject) == (
            "care.save_week",
            session.client.person.token,
        )
        assert line.detail == {"care_session": session.reference}

    def test_is_refused_in_a_session_that_is_finished(self, place, session):
        close_session(session=session, by=hat(place.keyworker))

        with pytest.raises(Refused, match="is finished"):
            saved(session, place.keyworker)

    def test_is_undone_where_the_log_cannot_be_written(
        self, place, session, monkeypatch
    ):
        monkeypatch.setattr(actions, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            saved(session, place.keyworker)
        assert not ClientWeek.objects.exists()


class TestVisibleTo:
    @pytest.mark.parametrize("role", Role)
    def test_is_for_who_works_with_the_client_and_no_manager(
        self, place, session, role
    ):
        week = client_week(session.client, place.keyworker)
        in_service = {
            Role.KEYWORKER,
            Role.SERVICE_MANAGER,
            Role.PEER,
            Role.RECOVERY_CHAMPION,
        }
        where = {"service": place.service} if role in in_service else {}
        worn = people.membership(role, place.area, **where)

        assert week not in ClientWeek.objects.visible_to(hat(worn))
        assert week in ClientWeek.objects.visible_to(hat(place.keyworker))


class TestFitMeetings:
    def test_shows_what_fits_says_why_and_keeps_the_answers(
        self, place, session, keyworker, address
    ):
        place.meeting(name="Tuesday Lights")

        shown = text(keyworker.post(address, {"avoid": "Old Hall"}, follow=True))

        assert "Tuesday Lights" in shown
        assert "Fits because" in shown or "Ring to check" in shown
        row = ClientWeek.objects.get()
        assert json.loads(row.words("sealed_answers")) == {"avoid": ["Old Hall"]}
        again = text(keyworker.get(address))
        assert 'value="Old Hall"' in again
        assert "Tuesday Lights" in again

    def test_shows_meetings_to_somebody_who_leaves_everything_out(
        self, place, keyworker, address
    ):
        place.meeting(name="Tuesday Lights")
        assert "Tuesday Lights" not in text(keyworker.get(address))

        assert "Tuesday Lights" in text(keyworker.post(address, {}, follow=True))

    def test_plans_the_one_that_is_chosen_and_goes_on_to_company(
        self, place, session, keyworker, address
    ):
        meeting = place.meeting(name="Tuesday Lights")
        shown = text(keyworker.post(address, {"avoid": "Old Hall"}, follow=True))
        pressed = re.search(r'name="take" value="([^"]+)"', shown)
        assert pressed

        response = keyworker.post(address, {"take": pressed[1]})

        assert response.url == reverse("take_step", args=[session.reference, "2.8"])
        made = Commitment.objects.get()
        assert (made.meeting, made.client) == (meeting, session.client)
        assert made.original_date.weekday() == 1

    def test_says_why_nothing_was_planned(self, place, session, keyworker, address):
        meeting = place.meeting()

        shown = text(keyworker.post(address, {"take": f"{meeting.reference}-20200107"}))

        assert "Nothing was planned" in shown
        assert "That day is over" in shown
        assert not Commitment.objects.exists()

    @pytest.mark.parametrize("pressed", ["", "nonsense", "XXXXXXXXXX-20270105"])
    def test_plans_nothing_that_is_not_there(self, keyworker, address, pressed):
        assert keyworker.post(address, {"take": pressed}).status_code == 404

    def test_takes_more_rows_and_keeps_nothing_yet(self, keyworker, address):
        shown = text(keyworker.post(address, {"avoid": "Old Hall", "more": "1"}))

        assert "Busy time 4" in shown
        assert 'value="Old Hall"' in shown
        assert not ClientWeek.objects.exists()

    def test_keeps_the_typing_where_something_is_wrong(self, keyworker, address):
        shown = text(
            keyworker.post(address, {"avoid": "Old Hall", "home_by": "tea time"})
        )

        assert "There is a problem" in shown
        assert 'value="Old Hall"' in shown
        assert not ClientWeek.objects.exists()

    def test_saves_nothing_in_a_session_that_is_finished(
        self, place, session, keyworker, address
    ):
        close_session(session=session, by=hat(place.keyworker))

        shown = text(keyworker.post(address, {"avoid": "Old Hall"}, follow=True))

        assert "This session is finished" in shown
        assert not ClientWeek.objects.exists()

    def test_is_for_who_works_with_the_client(self, place, address):
        assert signed_in_client(place.manager).get(address).status_code == 403
        assert signed_in_client(place.stranger).get(address).status_code == 404

    def test_is_reached_from_the_step(self, session, keyworker, address):
        step = reverse("take_step", args=[session.reference, "2.7"])

        assert address in text(keyworker.get(step))


class TestWeekInWords:
    def test_has_the_questions(self):
        told = week_in_words(json.dumps({"avoid": ["Old Hall"], "busy_from_0": ["9"]}))

        assert told == (
            "Is there anywhere you want to stay away from?: Old Hall; busy_from_0: 9"
        )

    def test_leaves_what_was_erased_as_it_is_said(self):
        assert week_in_words("Erased.") == "Erased."
