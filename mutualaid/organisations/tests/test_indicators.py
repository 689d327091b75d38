from datetime import date

import pytest

from mutualaid.core.area import within
from mutualaid.core.measures import Measured
from mutualaid.organisations.indicators import champions_by_level, services_with_a_peer
from mutualaid.organisations.roles import ChampionLevel, Role

from .factories import area as an_area
from .factories import membership, service

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
CHAMPION = Role.RECOVERY_CHAMPION


@pytest.fixture
def area():
    made = an_area()
    with within(made.pk):
        yield made


class TestChampionsByLevel:
    def test_counts_levels_and_says_which_are_vacant(self, area):
        for level in (ChampionLevel.COMMUNITY, ChampionLevel.COMMUNITY):
            membership(CHAMPION, area, champion_level=level)
        membership(
            CHAMPION, area, champion_level=ChampionLevel.STRATEGIC, status="suspended"
        )

        assert champions_by_level(area.pk, TODAY) == Measured(
            1, detail="vacant: strategic, therapeutic"
        )

    def test_says_nothing_more_of_three(self, area):
        for level in ChampionLevel:
            membership(CHAMPION, area, champion_level=level)

        assert champions_by_level(area.pk, TODAY) == Measured(3)


class TestServicesWithAPeer:
    def test_counts_open_services_with_somebody(self, area):
        lantern, dock, quay = (
            service(area, name=n) for n in ("Lantern", "Dock", "Quay")
        )
        service(area, name="Shut", closed_on=TODAY)
        membership(Role.PEER, area, service=lantern)
        membership(Role.PEER, area, service=lantern)
        membership(Role.PEER, area, service=dock, status="suspended")
        membership(Role.KEYWORKER, area, service=quay)

        assert services_with_a_peer(area.pk, TODAY) == Measured(
            1, 3, "none at Dock, Quay"
        )

    def test_says_nothing_of_an_area_without_services(self, area):
        assert services_with_a_peer(area.pk, TODAY) is None
