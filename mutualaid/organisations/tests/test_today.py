from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mutualaid.core import clock
from mutualaid.organisations import home_items
from mutualaid.organisations.home_items import HomeItem
from mutualaid.organisations.models import Area, Holiday
from mutualaid.organisations.presenters.today import PURPOSES, grouped
from mutualaid.organisations.roles import ChampionLevel, Role

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area(name="Northbridge")


@pytest.fixture
def service(area):
    return make.service(area, name="Riverside")


def today_of(membership):
    return make.signed_in_client(membership).get("/today/").content.decode()


def champion(area, service, name, level=ChampionLevel.COMMUNITY):
    return make.membership(
        Role.RECOVERY_CHAMPION,
        area,
        service=service,
        user=make.person(name=name),
        champion_level=level,
    )


class TestPurposes:
    def test_are_said_for_every_role(self):
        assert set(PURPOSES) == set(Role)


class TestGrouped:
    def test_is_by_urgency(self):
        orders = (0, 5, 10, 15, 20, 90)
        items = [HomeItem(str(order), "/", "Go", order) for order in orders]

        groups = [
            (each.title, [i.order for i in each.items]) for each in grouped(items)
        ]

        assert groups == [
            ("Do these first", [0, 5]),
            ("Soon", [10, 15]),
            ("When there is time", [20, 90]),
        ]

    def test_has_no_empty_group(self):
        assert grouped([]) == []


class TestShowToday:
    @pytest.mark.parametrize("role", Role)
    def test_says_to_each_role_what_it_is_for(self, area, role, monkeypatch):
        monkeypatch.setattr(home_items, "_finders", [])

        page = today_of(make.membership(role, area))

        assert str(PURPOSES[role]).partition(".")[0] in page
        assert "Nothing waits for you." in page
        assert "Your rooms" in page
        assert "No holidays are in the list yet." in page

    def test_shows_what_waits_under_its_urgency(self, area, monkeypatch):
        item = HomeItem("Somebody waits.", "/people/", "Look at it", 0)
        monkeypatch.setattr(
            home_items, "_finders", [(frozenset(Role), lambda _: [item])]
        )

        page = today_of(make.membership(Role.PEER, area))

        assert "Somebody waits." in page
        assert '<a class="govuk-link" href="/people/">Look at it</a>' in page
        assert "Nothing waits for you." not in page

    def test_names_the_next_three_holidays(self, area):
        for day in (20, 21, 25, 26, 28):
            on = date(2026, 11 if day < 22 else 12, day)
            Holiday.objects.create(area=area, on=on, name=f"Day {day}")

        page = today_of(make.membership(Role.PEER, area))

        assert "Saturday 21 November: Day 21" in page
        assert "Day 26" in page
        assert "Day 20" not in page
        assert "Day 28" not in page


class TestChampion:
    def test_is_of_the_service(self, area, service):
        champion(area, service, "Sam Hill")
        champion(area, make.service(area), "Alex Reed")

        page = today_of(make.membership(Role.KEYWORKER, area, service=service))

        assert "Your recovery champion: Sam Hill" in page
        assert "Alex Reed" not in page

    def test_of_an_area_wide_role_is_the_strategic_one(self, area, service):
        champion(area, service, "Sam Hill")
        champion(area, service, "Alex Reed", ChampionLevel.STRATEGIC)

        page = today_of(make.membership(Role.COMMISSIONER, area))

        assert "Your recovery champion: Alex Reed" in page

    def test_may_be_oneself(self, area, service):
        assert "You are the recovery champion here." in today_of(
            champion(area, service, "Sam Hill")
        )

    def test_may_be_missing(self, area, service):
        page = today_of(make.membership(Role.KEYWORKER, area, service=service))

        assert "Riverside has no recovery champion yet." in page


class TestAdministratorsItems:
    def test_tell_what_the_area_lacks(self, area, service):
        page = today_of(make.membership(Role.AREA_ADMINISTRATOR, area))

        assert "Recovery champions are missing in 3 places." in page
        assert "No holidays of 2026 are in the list." in page
        assert "No holidays of 2027 are in the list." in page
        assert "The public cannot see how to reach the office." in page
        assert "Staff cannot see whom to reach about somebody’s safety." in page

    def test_are_silent_where_nothing_is_missing(self, area, service):
        for level in ChampionLevel:
            champion(area, service, "Sam Hill", level)
        for year in (2026, 2027):
            Holiday.objects.create(area=area, on=date(year, 1, 1), name="New Year")
        Area.objects.update(
            contact_email="office@northbridge.example", safeguarding_contact="Ring."
        )

        page = today_of(make.membership(Role.AREA_ADMINISTRATOR, area))

        for words in ("missing", "No holidays", "cannot see"):
            assert words not in page

    def test_ask_for_the_next_year_towards_its_beginning(self, area):
        membership = make.membership(Role.AREA_ADMINISTRATOR, area)

        with clock.frozen_at(datetime(2026, 9, 30, 12, tzinfo=UTC)):
            assert "No holidays of 2027" not in today_of(membership)


# Session, person, hat, champions, holidays.
FEWEST = 4


class TestQueries:
    @pytest.mark.parametrize("role", Role)
    def test_are_as_many_however_much_there_is(self, area, role):
        client = make.signed_in_client(make.membership(role, area))
        first = self.asked(client, area, 1)

        assert first > FEWEST
        assert self.asked(client, area, 12) == first

    def asked(self, client, area, number):
        for _ in range(number):
            champion(area, make.service(area), "Sam Hill")
            on = date(2026, 12, Holiday.objects.count() + 1)
            Holiday.objects.create(area=area, on=on, name="Day")
        client.get("/today/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/today/")
        return len(queries)
