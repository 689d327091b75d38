from datetime import UTC, date, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.measures import Measured
from mutualaid.directory import measuring
from mutualaid.directory.models import (
    ListUse,
    Premises,
    ServicePosition,
    VenueFact,
)
from mutualaid.directory.models.relations import PositionRole
from mutualaid.organisations.tests.factories import service

from .factories import a_fellowship, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)  # a Sunday
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def area():
    with clock.frozen_at(NOON):
        made = an_area()
        with within(made.pk):
            yield made


def days_ago(days: int) -> date:
    return TODAY - timedelta(days)


def local(key: str):
    return a_fellowship(key, area=an_area())


class TestVerifiedShare:
    def test_counts_checks_of_the_last_90_days(self, area):
        for days in (0, 90, 91):
            a_meeting(verified_on=days_ago(days))
        a_meeting(verified_on=None)
        a_meeting(verified_on=TODAY, status="closed")

        assert measuring.verified_share(area.pk, TODAY) == Measured(2, 4)


class TestOldestUnchecked:
    def test_counts_the_days_since_the_longest_unconfirmed_was(self, area):
        for days in (3, 200, 40):
            a_meeting(verified_on=days_ago(days))
        a_meeting(verified_on=days_ago(400), status="closed")

        assert measuring.oldest_unchecked(area.pk, TODAY) == Measured(200)

    @pytest.mark.parametrize(
        ("how_many", "words"),
        [(1, "1 was never confirmed"), (2, "2 were never confirmed")],
    )
    def test_counts_from_the_day_it_came_where_nobody_ever_did(
        self, area, how_many, words
    ):
        a_meeting(verified_on=days_ago(20))
        for _ in range(how_many):
            # After midnight in England, though not yet in Greenwich.
            a_meeting(created_at=datetime(2026, 7, 31, 23, 30, tzinfo=UTC))

        assert measuring.oldest_unchecked(area.pk, TODAY) == Measured(
            (TODAY - date(2026, 8, 1)).days, detail=words
        )

    def test_is_never_less_than_nothing(self, area):
        a_meeting(verified_on=days_ago(-1))

        assert measuring.oldest_unchecked(area.pk, TODAY) == Measured(0)


class TestMeetingsByFellowship:
    def test_says_whose_they_are_the_most_first(self, area):
        for key, count in (("na", 1), ("smart", 1), ("aa", 2)):
            for _ in range(count):
                a_meeting(fellowship=a_fellowship(key))
        a_meeting(ends_on=days_ago(1))

        assert measuring.meetings_by_fellowship(area.pk, TODAY) == Measured(
            4, detail="AA 2, NA 1, SMART 1"
        )


class TestDays:
    def test_are_counted_apart_in_person_and_online(self, area):
        for day in range(6):
            a_meeting(weekday=day)
        a_meeting(weekday=6, mode="online", venue=None)
        a_meeting(weekday=2, mode="hybrid")
        a_meeting(weekday=6, mode="")

        assert measuring.days_in_person(area.pk, TODAY) == Measured(
            6, detail="none on Sunday"
        )
        assert measuring.days_online(area.pk, TODAY) == Measured(
            2, detail="none on Monday, Tuesday, Thursday, Friday and Saturday"
        )

    def test_need_no_words_where_it_is_all_or_none(self, area):
        for day in range(7):
            a_meeting(weekday=day)

        assert measuring.days_in_person(area.pk, TODAY) == Measured(7)
        assert measuring.days_online(area.pk, TODAY) == Measured(0)


class TestProgrammes:
    def test_says_of_which_kinds_they_are_and_of_which_none(self, area):
        a_meeting(features=["women"])
        a_meeting(fellowship=a_fellowship("na"))
        a_meeting(fellowship=a_fellowship("smart", approach="smart"))

        assert measuring.programmes(area.pk, TODAY) == Measured(
            3,
            detail="12-step 2, other 1, for family and friends 0; meetings for women: 1",
        )

    def test_counts_families_programmes(self, area):
        a_meeting(fellowship=a_fellowship("al-anon", for_whom=["family"]))

        found = measuring.programmes(area.pk, TODAY)

        assert "for family and friends 1;" in found.detail


class TestStepFreeShare:
    def test_believes_who_looked_before_the_list(self, area):
        a_meeting()
        a_meeting(features=["step-free"])
        seen, contradicted = a_venue(), a_venue()
        for venue, is_so in ((seen, True), (contradicted, False)):
            VenueFact.objects.create(
                area=area,
                venue=venue,
                question="step-free",
                is_so=is_so,
                checked_on=TODAY,
                by_role="peer",
            )
        a_meeting(venue=seen)
        a_meeting(venue=contradicted, features=["step-free"])
        a_meeting(mode="online", venue=None, features=["step-free"])

        assert measuring.step_free_share(area.pk, TODAY) == Measured(
            2, 4, "not known of 1"
        )

    def test_has_nothing_to_say_of_meetings_online(self, area):
        a_meeting(mode="online", venue=None)

        assert measuring.step_free_share(area.pk, TODAY) is None


class TestMeetingsOnPremises:
    def named(self, venue, place) -> None:
        Premises.objects.create(
            area=venue.area,
            venue=venue,
            service=place,
            created_at=NOON,
            updated_at=NOON,
        )

    def test_counts_those_at_a_service_that_is_open(self, area):
        house, shut, hall = a_venue(), a_venue(), a_venue()
        for venue in (house, house, shut, hall):
            a_meeting(venue=venue)
        self.named(house, service(area, name="Harbour House"))
        self.named(shut, service(area, closed_on=TODAY))

        assert measuring.meetings_on_premises(area.pk, TODAY) == Measured(
            2, detail="Harbour House 2"
        )

    def test_is_none_at_all_where_the_place_is_named_and_nobody_meets(self, area):
        a_meeting()
        self.named(a_venue(), service(area))

        assert measuring.meetings_on_premises(area.pk, TODAY) == Measured(0)


class TestListUse:
    def test_counts_the_services_of_the_last_30_days(self, area):
        houses = [service(area, name=name) for name in ("A", "B", "C")]
        service(area, name="Shut", closed_on=TODAY)
        for house, days in zip(houses, (29, 30, 0), strict=True):
            ListUse.objects.create(area=area, service=house, day=days_ago(days))

        assert measuring.list_use(area.pk, TODAY) == Measured(2, 3, "not by B")


class TestContacts:
    def position(self, key: str, **given) -> None:
        usual = {"role": PositionRole.HEALTH, "review_on": days_ago(-1)}
        ServicePosition.objects.create(
            area=an_area(),
            fellowship=a_fellowship(key),
            shared_telephone="01632 960001",
            created_at=NOON,
            updated_at=NOON,
            **{**usual, **given},
        )

    def test_are_of_fellowships_that_meet_here(self, area):
        for key in ("aa", "na", "ca", "smart"):
            a_meeting(fellowship=a_fellowship(key))
        a_meeting(fellowship=local("walkers"))
        self.position("aa")
        self.position("aa", role=PositionRole.PRISONS)
        self.position("na", is_filled=False)
        self.position("ca", review_on=TODAY)
        self.position("smart", role=PositionRole.PRISONS)
        self.position("ga")

        assert measuring.positions_in_date(area.pk, TODAY) == Measured(
            2, 4, "no contact for CA and NA"
        )
        assert measuring.liaison_positions(area.pk, TODAY) == Measured(
            1, 4, "no contact for CA, NA and SMART"
        )

    def test_are_not_asked_of_local_groups(self, area):
        a_meeting(fellowship=local("walkers"))

        assert measuring.positions_in_date(area.pk, TODAY) is None
