from datetime import datetime, timedelta

import pytest

from mutualaid.care import measuring
from mutualaid.care.indicators import INDICATORS
from mutualaid.care.models import FollowUpStatus, SessionKind, SessionStatus
from mutualaid.clients.tests import factories as clients
from mutualaid.clients.tests.places import Place
from mutualaid.core import clock
from mutualaid.core.measures import Measured
from mutualaid.organisations.tests import factories as people

from . import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=clock.LOCAL_ZONE)
TODAY = NOW.date()
S = FollowUpStatus


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def place():
    return Place()


def client(place, days=40, **values):
    return clients.client(
        place.service,
        place.keyworker,
        created_at=NOW - timedelta(days=days),
        **values,
    )


def held(place, client, kind=SessionKind.ONE, days=10, status=SessionStatus.CLOSED):
    day = TODAY - timedelta(days=days)
    return factories.care_session(
        client, place.keyworker, kind=kind, status=status, held_on=day
    )


def asked(place, client, days=20, status=S.ASKED, **answers):
    return factories.follow_up(
        client,
        place.keyworker,
        status=status,
        due_on=TODAY - timedelta(days=days),
        answers=answers,
    )


class TestPeopleWithSessionOne:
    def measured(self, place):
        return measuring.people_with_session_one(place.area.pk, TODAY)

    def test_counts_people_and_not_sessions(self, place):
        known = client(place)
        held(place, known)
        held(place, known, SessionKind.TWO)
        client(place)

        assert self.measured(place) == Measured(1, 2)

    def test_leaves_out_who_is_new_or_gone_and_what_is_open(self, place):
        client(place, days=27)
        client(place, status="discharged")
        assert self.measured(place) is None

        held(place, client(place, days=28), status=SessionStatus.OPEN)
        assert self.measured(place) == Measured(0, 1)


class TestGoalsWithADate:
    def measured(self, place):
        return measuring.goals_with_a_date(place.area.pk, TODAY)

    def planned(self, place, known, made, on):
        clients.commitment(
            known,
            place.meeting(),
            place.keyworker,
            created_at=NOW - timedelta(days=made),
            original_date=TODAY - timedelta(days=on),
        )

    @pytest.mark.parametrize(
        ("made", "on", "is_dated"),
        [(10, 8, True), (12, 10, True), (9, 8, False), (12, 11, False)],
        ids=["that day", "before", "a day later", "for a day gone by"],
    )
    def test_are_those_with_a_meeting_by_then(self, place, made, on, is_dated):
        known = client(place)
        held(place, known, SessionKind.TWO, days=10)
        self.planned(place, known, made, on)

        assert self.measured(place) == Measured(int(is_dated), 1)

    def test_are_of_sessions_two_of_the_last_90_days(self, place):
        held(place, client(place), SessionKind.TWO, days=91)
        held(place, client(place), SessionKind.THREE)
        held(place, client(place), SessionKind.TWO, status=SessionStatus.OPEN)
        assert self.measured(place) is None

        held(place, client(place), SessionKind.TWO, days=90)
        assert self.measured(place) == Measured(0, 1)


class TestFollowUps:
    def measured(self, place):
        return measuring.follow_ups(place.area.pk, TODAY)

    def test_are_asked_or_were_due(self, place):
        for status in S:
            asked(place, client(place), status=status)

        assert self.measured(place) == Measured(1, 3)

    @pytest.mark.parametrize(
        ("days", "counts"), [(13, False), (14, True), (104, True), (105, False)]
    )
    def test_count_once_there_was_time_to_ask(self, place, days, counts):
        asked(place, client(place), days=days)

        assert (self.measured(place) is not None) is counts


class TestAsked:
    @pytest.mark.parametrize(
        ("measure", "answer"),
        [
            (measuring.asked_whether, {"been": "unsaid"}),
            (measuring.asked_how_often, {"times": "0"}),
            (measuring.asked_how_helpful, {"helpful": 0}),
        ],
    )
    def test_has_an_answer_whatever_it_is(self, place, measure, answer):
        asked(place, client(place), **answer)
        asked(place, client(place))
        asked(place, client(place), status=S.NOT_REACHED)

        assert measure(place.area.pk, TODAY) == Measured(1, 2)


class TestIndicators:
    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
    def test_say_nothing_of_other_areas_nor_where_no_records_are_kept(
        self, place, indicator, django_assert_num_queries
    ):
        known = client(place)
        held(place, known, SessionKind.TWO)
        asked(place, known, been="yes", times="0", helpful=3)
        with django_assert_num_queries(1):
            assert indicator.measure(place.area.pk, TODAY) is not None
        assert indicator.measure(people.area().pk, TODAY) is None

        clients.record_keeping(place.service, is_on=False)

        assert indicator.measure(place.area.pk, TODAY) is None

    def test_all_count_people(self):
        assert all(each.counts_people for each in INDICATORS)
