import pytest
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.actions import champions as actions
from mutualaid.organisations.permissions.places import (
    can_change_champion_level,
    levels_to_give,
)
from mutualaid.organisations.presenters.champions import present_champions
from mutualaid.organisations.roles import ChampionLevel, Role

from . import factories as make

pytestmark = pytest.mark.django_db
BY = Actor("person:0011223344556677", "area-administrator")
STRATEGIC, THERAPEUTIC, COMMUNITY = ChampionLevel
CHAMPION = Role.RECOVERY_CHAMPION


@pytest.fixture
def area():
    return make.area(name="Northbridge")


@pytest.fixture
def service(area):
    return make.service(area, name="Riverside")


def champion_of(area, service, level=COMMUNITY, **values):
    return make.membership(
        CHAMPION, area, service=service, champion_level=level, **values
    )


def hat_of(role, area, **values):
    return make.membership(role, area, **values).hat()


class TestChangeChampionLevel:
    def test_moves_the_champion_and_keeps_where_from(self, area, service):
        champion = champion_of(area, service)

        actions.change_champion_level(champion=champion, level=THERAPEUTIC, by=BY)

        champion.refresh_from_db()
        assert champion.champion_level == THERAPEUTIC
        entry = Entry.objects.latest("pk")
        assert entry.subject == f"membership:{champion.reference}"
        assert entry.detail == {"level": "therapeutic", "former_level": "community"}

    def test_to_the_same_level_changes_nothing(self, area, service):
        champion = champion_of(area, service)

        actions.change_champion_level(champion=champion, level=COMMUNITY, by=BY)

        assert not Entry.objects.exists()

    @pytest.mark.parametrize("status", ["suspended", "ended"])
    def test_refuses_who_is_no_champion_any_more(self, area, service, status):
        ended = {"ended_at": area.created_at} if status == "ended" else {}
        champion = champion_of(area, service, status=status, **ended)

        with pytest.raises(Refused, match="no longer a recovery champion"):
            actions.change_champion_level(champion=champion, level=STRATEGIC, by=BY)

    def test_refuses_another_role(self, area, service):
        keyworker = make.membership(Role.KEYWORKER, area, service=service)

        with pytest.raises(Refused):
            actions.change_champion_level(champion=keyworker, level=STRATEGIC, by=BY)

    def test_a_log_that_fails_undoes_it(self, area, service, monkeypatch):
        champion = champion_of(area, service)

        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            actions.change_champion_level(champion=champion, level=STRATEGIC, by=BY)

        champion.refresh_from_db()
        assert champion.champion_level == COMMUNITY


class TestLevelsToGive:
    @pytest.mark.parametrize("role", Role)
    def test_are_only_an_administrators_and_the_managers(self, area, service, role):
        hat = hat_of(role, area, service=service if role not in AREA_WIDE else None)
        champion = champion_of(area, service)

        expected = {
            Role.AREA_ADMINISTRATOR: {STRATEGIC, THERAPEUTIC, COMMUNITY},
            Role.SERVICE_MANAGER: {THERAPEUTIC, COMMUNITY},
        }.get(role, set())
        assert set(levels_to_give(hat, champion)) == expected
        assert can_change_champion_level(hat, champion) is bool(expected)

    def test_leave_a_strategic_champion_to_the_administrator(self, area, service):
        champion = champion_of(area, service, STRATEGIC)
        manager = hat_of(Role.SERVICE_MANAGER, area, service=service)

        assert not can_change_champion_level(manager, champion)
        assert can_change_champion_level(
            hat_of(Role.AREA_ADMINISTRATOR, area), champion
        )

    def test_are_none_in_another_service(self, area, service):
        manager = hat_of(Role.SERVICE_MANAGER, area)

        assert levels_to_give(manager, champion_of(area, service)) == ()

    @pytest.mark.parametrize("role", [Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER])
    def test_are_none_for_oneself(self, area, service, role):
        person = make.person()
        champion = champion_of(area, service, user=person)
        place = service if role is Role.SERVICE_MANAGER else None

        assert (
            levels_to_give(hat_of(role, area, service=place, user=person), champion)
            == ()
        )


AREA_WIDE = {
    Role.COMMISSIONER,
    Role.AREA_ADMINISTRATOR,
    Role.AUDITOR,
    Role.SERVICE_USER_REPRESENTATIVE,
}


class TestPresentChampions:
    def test_names_what_is_missing(self, area, service):
        hat = hat_of(Role.PEER, area, service=service)

        levels = present_champions(hat, [], [service], "Northbridge")

        assert [level.gaps for level in levels] == [
            ["No strategic champion in Northbridge"],
            ["No therapeutic champion in Riverside"],
            ["No community champion in Riverside"],
        ]

    def test_names_each_champion_at_their_level(self, area, service):
        sam = make.person(name="Sam Hill")
        champion = champion_of(area, service, THERAPEUTIC, user=sam)
        hat = hat_of(Role.AREA_ADMINISTRATOR, area)

        (strategic, therapeutic, community) = present_champions(
            hat, [champion], [service], "Northbridge"
        )

        (line,) = therapeutic.champions
        assert (line.name, line.service) == ("Sam Hill", "Riverside")
        assert line.reference == champion.reference
        assert therapeutic.gaps == []
        assert strategic.champions == community.champions == []

    def test_offers_no_change_to_who_may_not(self, area, service):
        hat = hat_of(Role.KEYWORKER, area, service=service)
        champion = champion_of(area, service)

        levels = present_champions(hat, [champion], [service], "Northbridge")

        assert [one.reference for level in levels for one in level.champions] == [""]
