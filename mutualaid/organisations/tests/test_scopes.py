"""Which rows are there for which hat, and which of them still hold."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.models import Area, Cover, Membership, Service
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import AREA_WIDE_ROLES, Role

from . import factories

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WHOLE_AREA = {Role.AREA_ADMINISTRATOR, Role.AUDITOR}


def cover_of(membership: Membership, covered_by: Membership, **given: Any) -> Cover:
    now = clock.now()
    usual = {"starts_on": clock.today(), "ends_on": clock.today()}
    with within(membership.area_id):
        return Cover.objects.create(
            area=membership.area,
            membership=membership,
            covered_by=covered_by,
            created_at=now,
            updated_at=now,
            **{**usual, **given},
        )


def two_of(role: Role, area: Area, service: Service | None = None) -> list[Membership]:
    return [factories.membership(role, area, service=service) for _ in range(2)]


def change(row: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def ended(membership: Membership) -> None:
    change(membership, status=MembershipStatus.ENDED, ended_at=clock.now())


def suspended(membership: Membership) -> None:
    change(membership, status=MembershipStatus.SUSPENDED)


def of_nobody(membership: Membership) -> None:
    change(membership.user, is_active=False)


def service_closed(membership: Membership) -> None:
    change(membership.service, closed_on=clock.today())


def organisation_closed(membership: Membership) -> None:
    change(membership.organisation, closed_on=clock.today())


class TestActive:
    @pytest.mark.parametrize(
        "spoil", [ended, suspended, of_nobody, service_closed, organisation_closed]
    )
    def test_is_not_what_came_to_an_end(self, spoil: Callable):
        one, other = two_of(Role.KEYWORKER, factories.area())

        spoil(one)

        assert list(Membership.objects.active()) == [other]

    def test_is_a_role_in_a_place_that_closes_tomorrow(self):
        worn = factories.membership(Role.KEYWORKER, factories.area())
        change(worn.service, closed_on=clock.today() + DAY)
        change(worn.organisation, closed_on=clock.today() + DAY)

        assert list(Membership.objects.active()) == [worn]


class TestHeld:
    def test_is_what_has_not_ended(self):
        area = factories.area()
        (one, other), (third, _) = two_of(Role.PEER, area), two_of(Role.AUDITOR, area)

        ended(one)
        suspended(other)
        of_nobody(third)

        assert one not in Membership.objects.held()
        assert Membership.objects.held().count() == 3


class TestMembershipsVisibleTo:
    @pytest.fixture
    def area(self) -> Area:
        return factories.area(host="testserver")

    def seen(self, worn: Membership) -> set[Membership]:
        with within(worn.area_id):
            return set(Membership.objects.visible_to(worn.hat()))

    @pytest.mark.parametrize("role", [Role.KEYWORKER, Role.SERVICE_MANAGER])
    def test_are_ones_own_of_this_area(self, area, role):
        worn = factories.membership(role, area)
        beside = factories.membership(Role.PEER, area, user=worn.user)
        other = factories.area(host="other.example")
        factories.membership(role, other, user=worn.user)
        factories.membership(role, area)

        assert self.seen(worn) == {worn, beside}

    @pytest.mark.parametrize("role", Role)
    def test_of_champions_are_champions_of_this_area(self, area, role):
        champion = factories.membership(Role.RECOVERY_CHAMPION, area)
        factories.membership(role, area)
        factories.membership(Role.RECOVERY_CHAMPION, factories.area(host="o.example"))
        worn = factories.membership(Role.AUDITOR, area)

        with within(area.pk):
            seen = set(Membership.objects.champions_seen_by(worn.hat()))

        assert champion in seen
        assert {each.role for each in seen} == {Role.RECOVERY_CHAMPION}
        assert {each.area_id for each in seen} == {area.pk}


class TestCoverInForce:
    @pytest.mark.parametrize(
        ("given", "is_coming", "is_in_force"),
        [
            ({}, True, True),
            ({"ended_at": clock.now()}, False, False),
            ({"starts_on": -2 * DAY, "ends_on": -DAY}, False, False),
            ({"starts_on": DAY, "ends_on": DAY}, True, False),
        ],
    )
    def test_is_of_today(self, given, is_coming, is_in_force):
        days = {
            name: clock.today() + value if isinstance(value, timedelta) else value
            for name, value in given.items()
        }
        cover_of(*two_of(Role.KEYWORKER, factories.area()), **days)

        assert Cover.objects.current_or_coming().exists() is is_coming
        assert Cover.objects.in_force().exists() is is_in_force

    @pytest.mark.parametrize("number", [0, 1])
    @pytest.mark.parametrize("spoil", [ended, suspended, of_nobody, service_closed])
    def test_ends_with_either_role(self, spoil, number):
        both = two_of(Role.KEYWORKER, factories.area())
        cover_of(*both)

        spoil(both[number])

        assert not Cover.objects.current_or_coming().exists()


class TestCoverVisibleTo:
    @pytest.fixture
    def area(self) -> Area:
        return factories.area(host="testserver")

    @pytest.fixture
    def covers(self, area) -> dict[str, Cover]:
        here, beside = factories.service(area), factories.service(area)
        other = factories.area(host="other.example")
        return {
            "here": cover_of(*two_of(Role.KEYWORKER, area, here)),
            "beside": cover_of(*two_of(Role.KEYWORKER, area, beside)),
            "of the area": cover_of(*two_of(Role.COMMISSIONER, area)),
            "elsewhere": cover_of(*two_of(Role.KEYWORKER, other)),
        }

    def seen(self, worn: Membership, covers: dict[str, Cover]) -> set[str]:
        with within(worn.area_id):
            found = set(Cover.objects.visible_to(worn.hat()))
        return {name for name, cover in covers.items() if cover in found}

    @pytest.mark.parametrize("role", Role)
    def test_is_for_whoever_looks_after_the_people(self, area, covers, role):
        service = None if role in AREA_WIDE_ROLES else covers["here"].membership.service
        worn = factories.membership(role, area, service=service)
        expected = {"here", "beside", "of the area"} if role in WHOLE_AREA else set()
        if role is Role.SERVICE_MANAGER:
            expected = {"here"}

        assert self.seen(worn, covers) == expected

    @pytest.mark.parametrize("who", ["membership", "covered_by"])
    def test_is_for_both_whom_it_concerns(self, covers, who):
        for name in ("here", "of the area"):
            worn = getattr(covers[name], who)
            assert self.seen(worn, covers) == {name}
