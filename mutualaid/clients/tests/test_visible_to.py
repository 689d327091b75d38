from dataclasses import replace
from datetime import timedelta

import pytest

from mutualaid.clients.models import BreakGlass, Client, NamedReader
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Cover, Membership, Service
from mutualaid.organisations.roles import AREA_WIDE_ROLES, Role
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy.models import Person

pytestmark = pytest.mark.django_db


def sees(worn: Membership, client: Client) -> bool:
    hat = Membership.objects.with_everything().get(pk=worn.pk).hat()
    seen = Client.objects.visible_to(hat).filter(pk=client.pk).exists()
    assert Person.objects.visible_to(hat).filter(client=client).exists() is seen
    return seen


def hat_in(service: Service, role: Role) -> Hat:
    """As if a role that is held area-wide had a service too."""
    place = None if role in AREA_WIDE_ROLES else service
    worn = people.membership(role, service.area, service=place).hat()
    return replace(worn, service_id=service.pk, organisation_id=service.organisation_id)


@pytest.fixture
def service():
    return people.service(people.area())


@pytest.fixture
def keyworker(service):
    return people.membership(Role.KEYWORKER, service.area, service=service)


@pytest.fixture
def colleague(service):
    return people.membership(Role.KEYWORKER, service.area, service=service)


@pytest.fixture
def manager(service):
    return people.membership(Role.SERVICE_MANAGER, service.area, service=service)


def cover(membership: Membership, covered_by: Membership, days: int = 1) -> None:
    today, now = clock.today(), clock.now()
    Cover.objects.create(
        area=membership.area,
        membership=membership,
        covered_by=covered_by,
        starts_on=today,
        ends_on=today + timedelta(days=days),
        created_at=now,
        updated_at=now,
    )


class TestClient:
    @pytest.mark.parametrize("role", Role)
    def test_is_there_for_nobody_else(self, service, keyworker, role):
        client = factories.client(service, keyworker)
        place = None if role in AREA_WIDE_ROLES else service
        worn = people.membership(role, service.area, service=place)

        assert sees(worn, client) is (role is Role.SERVICE_MANAGER)
        assert sees(keyworker, client)

    @pytest.mark.parametrize(
        "role", sorted(set(Role) - {Role.KEYWORKER, Role.SERVICE_MANAGER})
    )
    @pytest.mark.parametrize(
        "tie", [factories.caseload, factories.named_reader, factories.break_glass]
    )
    def test_is_there_for_no_other_role_whatever_ties_them(self, service, role, tie):
        """Nothing makes such a row; if something did, it would open nothing."""
        client = factories.client(service)
        worn = hat_in(service, role)

        tie(client, Membership.objects.get(pk=worn.membership_id))

        assert not Client.objects.visible_to(worn).exists()

    def test_goes_with_the_caseload(self, service, keyworker, colleague):
        client = factories.client(service, keyworker)
        client.caseloads.update(ended_at=clock.now())
        factories.caseload(client, colleague)

        assert not sees(keyworker, client)
        assert sees(colleague, client)

    def test_is_there_for_whoever_stands_in_from_the_first_day_to_the_last(
        self, service, keyworker, colleague
    ):
        client = factories.client(service, keyworker)
        third = people.membership(Role.KEYWORKER, service.area, service=service)
        cover(keyworker, colleague, days=1)

        assert sees(colleague, client)
        assert not sees(third, client)
        with clock.frozen_at(clock.now() + timedelta(days=2)):
            assert not sees(colleague, client)

    def test_that_is_extra_private_is_there_for_the_keyworker_and_who_is_named(
        self, service, keyworker, colleague, manager
    ):
        client = factories.client(service, keyworker, is_extra_private=True)
        cover(keyworker, colleague)

        assert [sees(each, client) for each in (keyworker, colleague, manager)] == [
            True,
            False,
            False,
        ]
        for each in (colleague, manager):
            NamedReader.objects.create(
                area=client.area,
                client=client,
                membership=each,
                named_by=keyworker,
                named_at=clock.now(),
            )
        assert sees(colleague, client)
        assert sees(manager, client)

    def test_that_is_extra_private_and_nobody_s_is_there_for_the_manager_alone(
        self, service, colleague, manager
    ):
        client = factories.client(service, is_extra_private=True)

        assert sees(manager, client)
        assert not sees(colleague, client)

    def test_that_is_no_longer_extra_private_is_not_there_for_who_was_named(
        self, service, keyworker, colleague
    ):
        client = factories.client(service, keyworker)
        factories.named_reader(client, colleague)

        assert not sees(colleague, client)

    def test_opened_in_an_emergency_is_there_for_sixty_minutes(
        self, service, keyworker, colleague, manager
    ):
        client = factories.client(service, keyworker, is_extra_private=True)
        now = clock.now()
        factories.break_glass(client, colleague, opened_at=now)

        with clock.frozen_at(now + timedelta(minutes=59)):
            assert sees(colleague, client)
            assert not sees(manager, client)
        with clock.frozen_at(now + timedelta(minutes=60)):
            assert not sees(colleague, client)

    def test_of_another_service_is_not_there(self, service, keyworker):
        other = people.service(service.area)
        client = factories.client(other)
        manager = people.membership(Role.SERVICE_MANAGER, other.area, service=other)

        assert sees(manager, client)
        assert not sees(keyworker, client)
        for tie in (factories.caseload, factories.named_reader, factories.break_glass):
            tie(client, keyworker)
        assert not sees(keyworker, client)


class TestEmergency:
    @pytest.mark.parametrize("role", Role)
    def test_is_there_for_keyworkers_and_managers_whatever_ties_others(
        self, service, colleague, role
    ):
        client = factories.client(service)
        emergency = factories.break_glass(client, colleague)
        worn = hat_in(service, role)
        factories.caseload(client, Membership.objects.get(pk=worn.membership_id))

        seen = BreakGlass.objects.visible_to(worn)

        may = role in (Role.KEYWORKER, Role.SERVICE_MANAGER)
        assert list(seen) == ([emergency] if may else [])
