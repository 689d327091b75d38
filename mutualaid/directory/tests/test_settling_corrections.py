"""The queue of what people told us, as those who keep the list see it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.models import Correction, ServicePosition
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import membership, signed_in_client

from .factories import (
    a_correction,
    a_fellowship,
    a_group,
    a_meeting,
    a_shared_address,
    a_venue,
    an_area,
)
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUEUE = "/directory/corrections/"
MOVED = {"day": 2, "time": "18:30", "place": "Quay Hall", "postcode": "NB2 2BB"}


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOON):
        an_area(host="testserver")
        yield


@pytest.fixture
def champion():
    return signed_in_client(membership(Role.RECOVERY_CHAMPION, an_area()))


class TestListCorrections:
    def test_has_those_that_wait_the_longest_first(self, champion):
        new = a_correction(a_meeting(name="Second"))
        with clock.frozen_at(NOON - timedelta(3)):
            old = a_correction(a_meeting(name="First"))

        text = text_of(champion.get(QUEUE))

        assert text.index("First") < text.index("Second")
        assert f"Open {new.reference}" in text
        assert f"Open {old.reference}" in text

    def test_says_where_there_is_none(self, champion):
        assert "Nothing waits" in text_of(champion.get(QUEUE))

    def test_says_what_became_of_the_last(self, champion):
        correction = a_correction(a_meeting())
        champion.post(f"{QUEUE}{correction.reference}/answer/", {"answer": "It runs."})

        text = text_of(champion.get(QUEUE))
        assert (
            "Answered without a change by a recovery champion on 21 November 2026"
            in text
        )

    def test_takes_as_many_queries_for_many_as_for_one(
        self, champion, django_assert_max_num_queries
    ):
        a_correction(a_meeting())
        with django_assert_max_num_queries(12) as few:
            champion.get(QUEUE)
        for _ in range(5):
            a_correction(a_meeting())
        with django_assert_max_num_queries(len(few)):
            champion.get(QUEUE)


class TestShowCorrection:
    def test_has_what_stands_beside_what_was_told(self, champion):
        correction = a_correction(
            a_meeting(), kind="time", told=MOVED, words="They have a new key."
        )

        text = text_of(champion.get(f"{QUEUE}{correction.reference}/"))

        assert "Day Monday Wednesday" in text
        assert "Time it starts 7pm 6:30pm" in text
        assert "Place St Anne’s Hall Quay Hall" in text
        assert "They have a new key." in text

    def test_counts_how_often_nobody_was_there(self, champion):
        meeting = a_meeting()
        correction = a_correction(meeting)
        a_correction(meeting)

        text = text_of(champion.get(f"{QUEUE}{correction.reference}/"))

        assert "2 times that nobody was there" in text

    def test_never_shows_where_the_answer_goes(self, champion):
        correction = a_correction(a_meeting(), reply_to="ask@home.example")

        text = text_of(champion.get(f"{QUEUE}{correction.reference}/"))

        assert "They left an address" in text
        assert "ask@home.example" not in text

    def test_has_no_two_fields_of_one_name(self, champion):
        correction = a_correction(a_meeting(), reply_to="ask@home.example")

        body = champion.get(f"{QUEUE}{correction.reference}/").content.decode()

        ids = re.findall(r' id="([^"]+)"', body)
        assert len(ids) == len(set(ids))
        assert body.count('name="answer"') == 2

    def test_of_a_missing_meeting_says_what_to_do(self, champion):
        told = {"name": "Dawn", "fellowship": a_fellowship("na").key, "day": 6}
        correction = a_correction(kind="missing", told=told)

        text = text_of(champion.get(f"{QUEUE}{correction.reference}/"))

        assert "Name Dawn Fellowship NA in full Day Sunday" in text
        assert "Mark it as added" in text

    def test_what_only_words_say_is_changed_by_hand(self, champion):
        correction = a_correction(a_meeting(), kind="other", words="It is upstairs.")

        text = text_of(champion.get(f"{QUEUE}{correction.reference}/"))

        assert "cannot be taken over by a tick" in text


class TestApplyCorrection:
    def post(self, client, correction, **given):
        return client.post(f"{QUEUE}{correction.reference}/apply/", given)

    def test_changes_what_is_ticked(self, champion):
        meeting, hall = a_meeting(), a_venue(name="Quay Hall", postcode="NB2 2BB")
        correction = a_correction(meeting, kind="place", told=MOVED)

        response = self.post(
            champion, correction, taken=["place", "time"], venue=hall.reference
        )

        assert response["Location"] == QUEUE
        meeting.refresh_from_db()
        assert meeting.venue == hall
        assert (meeting.start_time.hour, meeting.weekday) == (18, 0)

    def test_a_place_that_is_not_listed_is_added(self, champion):
        meeting = a_meeting()
        a_venue(name="Old Quay Hall", postcode="NB3 3CC")
        correction = a_correction(meeting, kind="place", told=MOVED)

        self.post(champion, correction, taken=["place"], venue="new")

        meeting.refresh_from_db()
        assert meeting.venue.postcode == "NB2 2BB"

    def test_nothing_ticked_is_told_on_the_page(self, champion):
        correction = a_correction(a_meeting(), kind="time", told=MOVED)

        text = text_of(self.post(champion, correction))

        assert "Choose what to take over" in text

    def test_takes_a_meeting_out_that_is_over(self, champion):
        meeting = a_meeting()
        correction = a_correction(meeting, kind="ended")

        self.post(champion, correction, is_closing="on")

        meeting.refresh_from_db()
        assert meeting.status == "closed"

    def test_once_settled_shows_what_became_of_it(self, champion):
        correction = a_correction(a_meeting(), kind="time", told=MOVED)
        self.post(champion, correction, taken=["day"])

        text = text_of(champion.get(f"{QUEUE}{correction.reference}/"))

        assert "Changed as told by a recovery champion" in text
        assert "Take over what is ticked" not in text


class TestAnswerCorrection:
    def test_needs_a_sentence(self, champion):
        correction = a_correction(a_meeting())

        response = champion.post(f"{QUEUE}{correction.reference}/answer/", {})

        assert "Write what you found." in text_of(response)
        assert Correction.objects.get().status == "new"


def a_contact(area, fellowship, email):
    with within(area.pk):
        ServicePosition.objects.create(
            area=area,
            fellowship=fellowship,
            role="public-information",
            shared_email=email,
            review_on=NOON.date(),
            created_at=NOON,
            updated_at=NOON,
        )


class TestListToCheck:
    def test_says_whom_to_ask(self, champion):
        group = a_group(public_contact="harbour.public@group.example")
        a_shared_address(group)
        old = NOON - timedelta(120)
        meeting = a_meeting(group=group, created_at=old, website="https://aa.example/")
        a_contact(an_area(), meeting.fellowship, "pi@aa.example")
        a_contact(an_area(slug="elsewhere"), meeting.fellowship, "far@aa.example")

        text = text_of(champion.get("/directory/to-check/"))

        assert "One meeting has not been confirmed for three months." in text
        assert "Never confirmed" in text
        for where in (
            "The group’s shared address: harbour@group.example",
            "The group’s public contact: harbour.public@group.example",
            "Public information: pi@aa.example",
            "Open the website for AA: Harbour Lights",
        ):
            assert where in text
        assert "far@aa.example" not in text

    def test_says_that_a_group_wants_no_letters_and_that_nobody_is_known(
        self, champion
    ):
        group = a_group()
        a_shared_address(group, letters_stopped=True)
        a_meeting(group=group, created_at=NOON - timedelta(120))
        a_meeting(fellowship=a_fellowship("na"), created_at=NOON - timedelta(120))

        text = text_of(champion.get("/directory/to-check/"))

        assert "(it wants no letters): harbour@group.example" in text
        assert "We know nobody to ask." in text

    def test_says_that_all_is_well(self, champion):
        a_meeting(verified_on=NOON.date(), verified_how="visited")

        text = text_of(champion.get("/directory/to-check/"))

        assert "Every meeting has been confirmed within three months" in text

    def test_takes_as_many_queries_for_many_as_for_one(
        self, champion, django_assert_max_num_queries
    ):
        old = {"created_at": NOON - timedelta(120)}
        a_meeting(group=a_group(), **old)
        with django_assert_max_num_queries(14) as few:
            champion.get("/directory/to-check/")
        for number in range(4):
            a_meeting(group=a_group(name=f"Group {number}"), **old)
        with django_assert_max_num_queries(len(few)):
            champion.get("/directory/to-check/")
