from datetime import timedelta

import pytest

from mutualaid.core import clock
from mutualaid.organisations import actions
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.roles import Role

from . import factories
from .people import an_administrator_invited, by, invited, staff
from .test_cover import arranged

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return staff()


def words(membership) -> list[str]:
    return [item.words for item in home_items(membership.hat())]


def has(membership, text: str) -> bool:
    return any(text in line for line in words(membership))


class TestInvitationsToApprove:
    def test_wait_for_the_second_person_only(self, here):
        invited(here)

        told = {
            name: has(getattr(here, name), "waits for your approval")
            for name in ("administrator", "other_administrator", "manager", "keyworker")
        }
        assert told == {
            "administrator": False,
            "other_administrator": True,
            "manager": True,
            "keyworker": False,
        }

    def test_are_gone_once_approved_or_run_out(self, here):
        invitation = invited(here)
        with clock.frozen_at(invitation.expires_at):
            assert not has(here.manager, "waits for your approval")

        actions.approve_invitation(invitation=invitation, by=by(here.manager))

        assert not has(here.other_administrator, "waits for your approval")

    def test_are_none_where_no_second_person_is_needed(self, here):
        an_administrator_invited(here)

        assert not has(here.other_administrator, "waits for your approval")


class TestInvitationsRunningOut:
    def test_are_told_in_their_last_two_days(self, here):
        invitation = invited(here)
        told = []
        for hours in (72, 47, 1, -1):
            with clock.frozen_at(invitation.expires_at - timedelta(hours=hours)):
                told.append(has(here.manager, "runs out within two days"))

        assert told == [False, True, True, False]


class TestCover:
    def test_is_told_to_both_and_to_who_arranges(self, here):
        arranged(here, ends_on=clock.today() + timedelta(days=2))

        names = here.keyworker.user.name, here.colleague.user.name
        assert has(here.colleague, f"You stand in for {names[0]}, until")
        assert has(here.keyworker, f"{names[1]} stands in for you, until")
        assert has(here.manager, f"{names[1]} stands in for {names[0]}, until")
        assert has(here.administrator, "stands in for")

    def test_is_told_some_days_ahead(self, here):
        first = clock.today() + timedelta(days=3)
        arranged(here, starts_on=first, ends_on=first + timedelta(days=9))

        assert has(here.colleague, "You stand in for")
        assert has(here.manager, "stands in for")
        with clock.frozen_at(clock.now() - timedelta(days=1)):
            assert not has(here.colleague, "You stand in for")
            assert not has(here.manager, "stands in for")

    def test_in_its_middle_is_told_to_the_two_alone(self, here):
        arranged(here, ends_on=clock.today() + timedelta(days=30))

        assert has(here.colleague, "You stand in for")
        assert not has(here.manager, "stands in for")

    def test_is_not_told_once_it_is_over(self, here):
        actions.end_cover(cover=arranged(here), by=by(here.manager))

        assert not has(here.colleague, "You stand in for")


class TestMissing:
    def test_a_second_administrator(self, here):
        assert not has(here.administrator, "only administrator")

        actions.end_role(membership=here.other_administrator, by=by(here.administrator))

        assert has(here.administrator, "You are the only administrator")
        assert not has(here.manager, "only administrator")

    def test_managers_and_keyworkers(self, here):
        empty = factories.service(here.area, name="Quiet Street")
        factories.service(
            here.area,
            name="Shut Lane",
            closed_on=clock.today(),
            organisation=empty.organisation,
        )

        assert has(
            here.administrator, "Quiet Street has no service manager and no keyworker."
        )
        assert not has(here.administrator, f"{here.service.name} has no")
        assert not has(here.administrator, "Shut Lane")
        assert not has(here.manager, "Quiet Street")

    def test_one_of_the_two(self, here):
        service = factories.service(here.area, name="Quiet Street")
        factories.membership(Role.KEYWORKER, here.area, service=service)

        assert has(here.administrator, "Quiet Street has no service manager.")

    def test_somebody_in_several_services_in_one_line(self, here):
        for _ in range(12):
            factories.service(here.area)

        told = [line for line in words(here.administrator) if "no keyworker" in line]

        assert told == ["12 services have no service manager or no keyworker."]

    def test_keyworkers_of_the_managers_own_service(self, here):
        for gone in (here.keyworker, here.colleague):
            actions.end_role(membership=gone, by=by(here.manager))

        assert has(here.manager, f"{here.service.name} has no keyworker.")

    def test_nothing_in_a_role_that_looks_after_nobody(self, here):
        factories.service(here.area)

        assert words(factories.membership(Role.PEER, here.area)) == []


class TestQueries:
    @pytest.mark.parametrize("more", [1, 20])
    def test_are_as_many_for_few_as_for_many(
        self, here, more, django_assert_max_num_queries
    ):
        for number in range(more):
            invited(here, email=f"{number}@northbridge.example")
            factories.service(here.area)
        hat = here.administrator.hat()

        with django_assert_max_num_queries(31):
            home_items(hat)
