from datetime import datetime, timedelta

import pytest

from mutualaid.clients.indicators import INDICATORS
from mutualaid.clients.measuring import (
    asked_how_it_went,
    first_meeting_planned,
    first_meetings,
)
from mutualaid.clients.models import CommitmentStatus, Tally, TallyKind
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.measures import Measured
from mutualaid.organisations.tests import factories as people

from .places import Place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=clock.LOCAL_ZONE)


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def place():
    return Place()


def client(place, days, **values):
    return factories.client(
        place.service,
        place.keyworker,
        created_at=NOW - timedelta(days=days),
        **values,
    )


def planned(place, client, days, over=0, **values):
    return factories.commitment(
        client,
        place.one_meeting,
        place.keyworker,
        created_at=NOW - timedelta(days=days),
        original_date=NOW.date() - timedelta(days=over),
        **values,
    )


@pytest.fixture(autouse=True)
def _meeting(place):
    place.one_meeting = place.meeting()


class TestFirstMeetingPlanned:
    def test_is_the_share_with_a_plan_in_their_first_28_days(self, place):
        planned(place, client(place, 40), 35)
        planned(place, client(place, 60), 10)
        client(place, 40)
        client(place, 5)

        assert self.measured(place) == Measured(1, 3)

    def test_leaves_out_who_is_gone_and_who_is_with_no_keeping_service(self, place):
        client(place, 40, status="discharged")
        assert self.measured(place) is None

        client(place, 40)
        factories.record_keeping(place.service, is_on=False)
        assert self.measured(place) is None

    def measured(self, place):
        return first_meeting_planned(place.area.pk, NOW.date())


class TestAskedHowItWent:
    def test_is_the_share_with_an_answer_of_those_long_over(self, place):
        one = client(place, 120)
        planned(place, one, 60, over=50, status=CommitmentStatus.WENT)
        planned(place, one, 60, over=43, status=CommitmentStatus.DID_NOT_GO)
        planned(place, one, 60, over=36)
        planned(place, one, 60, over=29, status=CommitmentStatus.CANCELLED)
        planned(place, one, 60, over=8)

        assert asked_how_it_went(place.area.pk, NOW.date()) == Measured(2, 3)

    def test_says_nothing_of_nothing(self, place):
        assert asked_how_it_went(place.area.pk, NOW.date()) is None


class TestFirstMeetings:
    def test_add_records_and_tallies_of_three_months(self, place):
        one = client(place, 120)
        planned(place, one, 60)
        planned(place, one, 40, over=7)
        planned(place, client(place, 10), 5, over=14)
        for month, number in ((11, 7), (10, 4), (8, 2), (7, 1)):
            Tally.objects.create(
                area=place.area,
                service=place.service,
                month=NOW.date().replace(month=month, day=1),
                kind=TallyKind.PLANNED,
                number=number,
            )

        assert first_meetings(place.area.pk, NOW.date()) == Measured(4 + 2 + 1)

    def test_are_nothing_where_nobody_counts(self):
        assert first_meetings(people.area().pk, NOW.date()) is None

    def test_are_none_yet_where_somebody_could(self, place):
        assert first_meetings(place.area.pk, NOW.date()) == Measured(0)


class TestIndicators:
    def test_all_count_people(self):
        assert all(each.counts_people for each in INDICATORS)
