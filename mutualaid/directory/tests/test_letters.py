"""The link of a letter: opening it changes nothing, answering works once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from mutualaid.core import clock
from mutualaid.directory.actions.chasing import send_due_letters
from mutualaid.directory.models import (
    CheckLetter,
    ConfirmedDate,
    Correction,
    DifferentDate,
    GroupRelations,
    Verification,
)
from mutualaid.directory.views.letters import COOKIE

from .factories import TESTER, a_group, a_meeting, a_shared_address, an_area
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = "/still-right/"


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOON):
        an_area(host="testserver")
        yield


@pytest.fixture
def group():
    group = a_group()
    a_shared_address(group)
    a_meeting(group=group, weekday=4, created_at=NOON - timedelta(61))
    return group


@pytest.fixture
def link(group, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_due_letters(area=an_area(), by=TESTER)
    token = mailoutbox[0].body.split(PAGE)[1].split("/")[0]
    return f"{PAGE}{token}/"


@pytest.fixture
def reader(link):
    """A browser that has opened the link."""
    client = Client()
    client.get(link)
    return client


def nothing_has_changed():
    return (
        not Verification.objects.exists()
        and not Correction.objects.exists()
        and not DifferentDate.objects.exists()
        and CheckLetter.objects.get().answered_at is None
        and not GroupRelations.objects.get().letters_stopped
    )


class TestOpenLetter:
    def test_leaves_the_link_out_of_the_next_address(self, link):
        client = Client()
        response = client.get(link)

        assert (response.status_code, response["Location"]) == (302, PAGE)
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        cookie = response.cookies[COOKIE.name]
        assert (cookie["path"], cookie["httponly"]) == (PAGE, True)

    def test_any_number_of_programs_may_open_it(self, link):
        for _ in range(3):
            client = Client()
            assert client.get(link, follow=True).status_code == 200
            assert client.head(link).status_code == 302

        assert nothing_has_changed()

    def test_takes_no_answer(self, link):
        assert Client().post(link, {"all": "right"}).status_code == 405
        assert nothing_has_changed()

    def test_an_unknown_one_opens_nothing(self, link):
        response = Client().get(f"{PAGE}no-such-token/")

        assert response.status_code == 404
        assert not response.cookies

    def test_of_another_area_opens_nothing(self, link, settings):
        settings.ALLOWED_HOSTS = ["*"]
        an_area(slug="southby", name="Southby", host="southby.example")

        response = Client(headers={"host": "southby.example"}).get(link)

        assert response.status_code == 404


class TestAnswerLetter:
    def test_shows_what_the_list_says(self, reader):
        text = text_of(reader.get(PAGE))

        assert "Every Friday, 7pm to 8pm" in text
        assert "St Anne’s Hall, 1 Harbour Row, Northbridge, NB1 1AA" in text
        assert "Friday 25 December, Christmas Day" in text
        assert nothing_has_changed()

    def test_one_button_says_that_all_is_right(self, reader):
        response = reader.post(PAGE, {"all": "right"})

        assert response["Location"] == "/still-right/thank-you/"
        assert Verification.objects.get().by_role == "group-representative"

    def test_the_second_time_changes_nothing(self, reader, link):
        reader.post(PAGE, {"all": "right"})
        again = Client()
        again.get(link)

        response = again.post(PAGE, {"all": "right"})

        assert response.status_code == 410
        assert "has been answered" in text_of(response)
        assert Verification.objects.count() == 1

    def test_after_thirty_days_it_is_over(self, reader):
        with clock.frozen_at(NOON + timedelta(30)):
            response = reader.post(PAGE, {"all": "right"})

        assert response.status_code == 410
        assert "time is over" in text_of(response)
        assert nothing_has_changed()

    def test_without_the_link_there_is_nothing_to_answer(self, link):
        response = Client().post(PAGE, {"all": "right"})

        assert response.status_code == 404
        assert nothing_has_changed()

    def test_each_meeting_has_its_own_answer(self, reader, group):
        first = group.meetings.get()
        second = a_meeting(group=group, weekday=1)
        given = {
            f"says-{first.reference}": "changed",
            f"time-{first.reference}": "6:30pm",
            f"words-{first.reference}": "Ask for Sam, 07700 900123",
            f"on-2026-12-25-{first.reference}": "shut",
            f"on-2027-01-01-{first.reference}": "running",
            f"says-{second.reference}": "ended",
        }

        reader.post(PAGE, given)

        changed, ended = Correction.objects.order_by("kind").reverse()
        assert (changed.meeting, changed.proposed) == (first, {"time": "18:30"})
        assert "07700" not in changed.words
        assert (ended.meeting, ended.kind) == (second, "ended")
        assert {each.origin for each in (changed, ended)} == {"group"}
        assert DifferentDate.objects.get().original_date == date(2026, 12, 25)
        assert ConfirmedDate.objects.get().on == date(2027, 1, 1)
        assert not Verification.objects.exists()

    def test_a_meeting_of_another_group_is_not_in_it(self, reader):
        other = a_meeting(group=a_group(name="Other"))

        response = reader.post(PAGE, {f"says-{other.reference}": "ended"})

        assert "Choose an answer for at least one meeting." in text_of(response)
        assert nothing_has_changed()

    def test_a_change_needs_to_be_told(self, reader, group):
        meeting = group.meetings.get()

        response = reader.post(PAGE, {f"says-{meeting.reference}": "changed"})

        assert "Say what has changed" in text_of(response)
        assert nothing_has_changed()

    def test_one_whose_meetings_are_gone_says_so(self, reader, group):
        group.meetings.update(status="closed")

        text = text_of(reader.get(PAGE))
        response = reader.post(PAGE, {"all": "right"})

        assert "there is nothing to confirm" in text
        assert response.status_code == 200
        assert nothing_has_changed()

    def test_thanks_in_words_that_know_nobody(self, client):
        assert "Thank you for your answer" in text_of(
            client.get("/still-right/thank-you/")
        )


class TestStopLetters:
    def stop(self, client):
        return client.post(f"{PAGE}stop/")

    def test_needs_a_button(self, reader):
        assert reader.get(f"{PAGE}stop/").status_code == 405
        assert nothing_has_changed()

    def test_stops_them(self, reader):
        assert "We will not write" in text_of(self.stop(reader))
        assert GroupRelations.objects.get().letters_stopped

    def test_can_be_said_after_the_answer(self, reader):
        reader.post(PAGE, {"all": "right"})

        assert self.stop(reader).status_code == 200

    def test_needs_the_letter(self, link):
        assert self.stop(Client()).status_code == 404
        assert nothing_has_changed()

    def test_and_its_time(self, reader):
        with clock.frozen_at(NOON + timedelta(30)):
            assert self.stop(reader).status_code == 410

        assert nothing_has_changed()
