"""Every permission about people against every role, in the own service and beside it."""

import pytest

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Cover, Invitation, Membership, Service
from mutualaid.organisations.permissions import people
from mutualaid.organisations.roles import AREA_WIDE_ROLES, ChampionLevel, Role

HERE, ELSEWHERE = 1, 2
MINE, OTHER = 11, 12
ME, SOMEBODY = 101, 102
ADMINISTRATOR, MANAGER = Role.AREA_ADMINISTRATOR, Role.SERVICE_MANAGER
NEITHER = [role for role in Role if role not in (ADMINISTRATOR, MANAGER)]


def a_hat(role: Role) -> Hat:
    return Hat(
        membership_id=1,
        reference="BCDFGHJKMN",
        user_id=ME,
        token="person:me",
        name="Me",
        role=role,
        place="Here",
        area_id=HERE,
        service_id=None if role in AREA_WIDE_ROLES else MINE,
    )


def a_role(role=Role.KEYWORKER, *, area=HERE, service=MINE, user=SOMEBODY, level=""):
    place = None if role in AREA_WIDE_ROLES else service
    if role == Role.RECOVERY_CHAMPION and not level:
        level = ChampionLevel.COMMUNITY
    return Membership(
        area_id=area, service_id=place, user_id=user, role=role, champion_level=level
    )


def an_invitation(role=Role.KEYWORKER, *, area=HERE, service=MINE, level=""):
    made = a_role(role, area=area, service=service, level=level)
    return Invitation(
        area_id=area,
        service_id=made.service_id,
        role=role,
        champion_level=made.champion_level,
    )


LOOKING_AFTER = [people.can_turn_off, people.can_turn_on, people.can_end_role]


class TestListPeople:
    def test_is_for_those_who_look_after_accounts_and_who_audits_them(self):
        allowed = {role for role in Role if people.can_list_people(a_hat(role))}

        assert allowed == {ADMINISTRATOR, MANAGER, Role.AUDITOR}


class TestInvite:
    def test_is_for_administrators_and_managers(self):
        allowed = {role for role in Role if people.can_invite(a_hat(role))}

        assert allowed == {ADMINISTRATOR, MANAGER}

    @pytest.mark.parametrize("role", Role)
    def test_an_administrator_offers_every_role_in_its_place(self, role):
        place = None if role in AREA_WIDE_ROLES else Service(pk=OTHER, area_id=HERE)

        assert people.can_offer(a_hat(ADMINISTRATOR), role, place, "")

    @pytest.mark.parametrize("role", Role)
    def test_a_manager_offers_three_roles_in_their_own_service(self, role):
        offered = people.can_offer(
            a_hat(MANAGER), role, Service(pk=MINE, area_id=HERE), ""
        )

        assert offered == (role in {Role.PEER, Role.RECOVERY_CHAMPION, Role.KEYWORKER})

    @pytest.mark.parametrize("role", Role)
    def test_a_manager_offers_nothing_beside_it(self, role):
        beside = Service(pk=OTHER, area_id=HERE)

        assert not people.can_offer(a_hat(MANAGER), role, beside, "")
        assert not people.can_offer(a_hat(MANAGER), role, None, "")

    def test_nobody_offers_a_role_in_another_area(self):
        abroad = Service(pk=MINE, area_id=ELSEWHERE)

        assert not people.can_offer(a_hat(ADMINISTRATOR), Role.PEER, abroad, "")

    @pytest.mark.parametrize("role", Role)
    def test_nobody_offers_a_role_in_the_wrong_kind_of_place(self, role):
        wrong = Service(pk=OTHER, area_id=HERE) if role in AREA_WIDE_ROLES else None

        assert not people.can_offer(a_hat(ADMINISTRATOR), role, wrong, "")

    @pytest.mark.parametrize("level", ChampionLevel)
    def test_strategic_champions_are_the_administrators(self, level):
        place, role = Service(pk=MINE, area_id=HERE), Role.RECOVERY_CHAMPION

        assert people.can_offer(a_hat(ADMINISTRATOR), role, place, level)
        assert people.can_offer(a_hat(MANAGER), role, place, level) == (
            level != ChampionLevel.STRATEGIC
        )

    @pytest.mark.parametrize("role", NEITHER)
    def test_nobody_else_offers_anything(self, role):
        place = Service(pk=MINE, area_id=HERE)

        assert people.roles_to_offer(a_hat(role)) == ()
        assert people.levels_to_offer(a_hat(role)) == ()
        assert not people.can_offer(a_hat(role), Role.PEER, place, "")


class TestLookAfter:
    @pytest.mark.parametrize("can", LOOKING_AFTER)
    @pytest.mark.parametrize("role", Role)
    def test_an_administrator_looks_after_every_role_of_the_area(self, can, role):
        assert can(a_hat(ADMINISTRATOR), a_role(role))
        assert not can(a_hat(ADMINISTRATOR), a_role(role, area=ELSEWHERE))

    @pytest.mark.parametrize("can", LOOKING_AFTER)
    @pytest.mark.parametrize("role", Role)
    def test_a_manager_looks_after_three_roles_of_their_service(self, can, role):
        managed = role in {Role.PEER, Role.RECOVERY_CHAMPION, Role.KEYWORKER}

        assert can(a_hat(MANAGER), a_role(role)) == managed
        assert not can(a_hat(MANAGER), a_role(role, service=OTHER))
        assert not can(a_hat(MANAGER), a_role(role, area=ELSEWHERE))

    @pytest.mark.parametrize("can", LOOKING_AFTER)
    def test_a_manager_does_not_look_after_strategic_champions(self, can):
        champion = a_role(Role.RECOVERY_CHAMPION, level=ChampionLevel.STRATEGIC)

        assert not can(a_hat(MANAGER), champion)
        assert can(a_hat(ADMINISTRATOR), champion)

    @pytest.mark.parametrize("can", LOOKING_AFTER)
    @pytest.mark.parametrize("role", NEITHER)
    def test_nobody_else_looks_after_anybody(self, can, role):
        assert not can(a_hat(role), a_role())

    @pytest.mark.parametrize("role", Role)
    def test_everybody_may_end_their_own_and_no_more(self, role):
        own = a_role(Role.KEYWORKER, user=ME, service=OTHER)

        assert people.can_end_role(a_hat(role), own)
        assert people.can_turn_off(a_hat(role), own) == (role == ADMINISTRATOR)
        assert people.can_turn_on(a_hat(role), own) == (role == ADMINISTRATOR)
        abroad = a_role(user=ME, area=ELSEWHERE)
        assert not people.can_end_role(a_hat(role), abroad)


class TestInvitations:
    @pytest.mark.parametrize("role", Role)
    def test_are_approved_by_an_administrator_or_the_services_manager(self, role):
        allowed = people.can_approve_invitation(a_hat(role), an_invitation())

        assert allowed == (role in {ADMINISTRATOR, MANAGER})

    def test_are_not_approved_from_beside(self):
        for given in ({"service": OTHER}, {"area": ELSEWHERE}):
            invitation = an_invitation(**given)
            assert not people.can_approve_invitation(a_hat(MANAGER), invitation)
        invitation = an_invitation(area=ELSEWHERE)
        assert not people.can_approve_invitation(a_hat(ADMINISTRATOR), invitation)

    def test_to_the_whole_area_are_not_the_managers(self):
        invitation = an_invitation(Role.AUDITOR)

        assert not people.can_approve_invitation(a_hat(MANAGER), invitation)
        assert not people.can_withdraw_invitation(a_hat(MANAGER), invitation)

    @pytest.mark.parametrize("role", Role)
    def test_are_withdrawn_by_who_could_have_invited(self, role):
        for offered in (Role.KEYWORKER, Role.SERVICE_MANAGER):
            may = people.can_withdraw_invitation(a_hat(role), an_invitation(offered))
            managed = role == MANAGER and offered == Role.KEYWORKER
            assert may == (role == ADMINISTRATOR or managed)


class TestCover:
    @pytest.mark.parametrize("role", Role)
    def test_is_arranged_and_ended_by_the_administrator_or_the_manager(self, role):
        membership = a_role()
        membership.service = Service(pk=MINE, area_id=HERE)
        allowed = role in {ADMINISTRATOR, MANAGER}

        assert people.can_arrange_cover(a_hat(role), membership) == allowed
        cover = Cover(membership=membership)
        assert people.can_end_cover(a_hat(role), cover) == allowed

    @pytest.mark.parametrize("role", Role)
    def test_of_another_area_is_nobodys(self, role):
        membership = a_role(area=ELSEWHERE)
        membership.service = Service(pk=OTHER, area_id=ELSEWHERE)

        assert not people.can_arrange_cover(a_hat(role), membership)

    def test_of_another_service_is_not_the_managers(self):
        membership = a_role(service=OTHER)
        membership.service = Service(pk=OTHER, area_id=HERE)

        assert not people.can_arrange_cover(a_hat(MANAGER), membership)

    def test_is_for_roles_in_a_service(self):
        membership = a_role(Role.AUDITOR)

        assert not people.can_arrange_cover(a_hat(ADMINISTRATOR), membership)


class TestCapacities:
    """Of every role on every role of another person, in the same place where there is one."""

    @pytest.mark.parametrize("worn", NEITHER)
    @pytest.mark.parametrize("given", Role)
    @pytest.mark.parametrize("make", [a_role, an_invitation])
    def test_are_none_for_who_looks_after_nobody(self, worn, given, make):
        assert people.capacities(a_hat(worn), make(given)) == frozenset()

    @pytest.mark.parametrize("given", Role)
    @pytest.mark.parametrize("make", [a_role, an_invitation])
    def test_of_a_manager_are_for_the_own_service(self, given, make):
        inside = people.capacities(a_hat(MANAGER), make(given))
        outside = people.capacities(a_hat(MANAGER), make(given, service=OTHER))

        is_managed = given in people.MANAGED_ROLES
        seconds = given not in AREA_WIDE_ROLES
        assert (people.Mover.MANAGER in inside) == is_managed
        assert (people.Mover.SECOND_PERSON in inside) == seconds
        assert outside == frozenset()

    @pytest.mark.parametrize("given", Role)
    @pytest.mark.parametrize("make", [a_role, an_invitation])
    def test_of_an_administrator_end_with_the_area(self, given, make):
        here = people.capacities(a_hat(ADMINISTRATOR), make(given))
        elsewhere = people.capacities(a_hat(ADMINISTRATOR), make(given, area=ELSEWHERE))

        assert here == {people.Mover.ADMINISTRATOR, people.Mover.SECOND_PERSON}
        assert elsewhere == frozenset()
