from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.actions import providers as actions
from mutualaid.organisations.models import Membership, Organisation, Service
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import Role

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOMORROW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BY = Actor("person:0011223344556677", "area-administrator")


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area(name="Northbridge")


@pytest.fixture
def organisation(area):
    return make.organisation(area, name="Harbour")


@pytest.fixture
def service(area, organisation):
    return make.service(area, organisation=organisation, name="Riverside")


def close(service):
    actions.close_service(
        service=service, expected=actions.roles_held_in(service), by=BY
    )


class TestAddOrganisation:
    def test_adds_it_and_leaves_a_line(self, area):
        made = actions.add_organisation(area=area, name="Harbour", by=BY)

        assert (made.area, made.name, made.closed_on) == (area, "Harbour", None)
        entry = Entry.objects.latest("pk")
        assert (entry.act, entry.chain) == ("organisations.add_organisation", area.pk)
        assert (entry.actor, entry.detail) == (BY.token, {"name": "Harbour"})
        assert entry.subject == f"organisation:{made.reference}"

    def test_refuses_a_name_that_is_taken_whatever_its_capitals(self, organisation):
        with pytest.raises(Refused, match="already one called HARBOUR"):
            actions.add_organisation(area=organisation.area, name="HARBOUR", by=BY)


class TestAddService:
    def test_adds_it_to_its_organisation(self, organisation):
        made = actions.add_service(organisation=organisation, name="Riverside", by=BY)

        assert (made.organisation, made.area) == (organisation, organisation.area)
        assert Entry.objects.latest("pk").detail == {
            "name": "Riverside",
            "organisation": organisation.reference,
        }

    def test_may_have_the_name_of_anothers(self, area, service):
        other = make.organisation(area)

        assert actions.add_service(organisation=other, name="Riverside", by=BY).pk

    def test_refuses_a_name_that_is_taken_there(self, service):
        with pytest.raises(Refused, match="already one called riverside"):
            actions.add_service(
                organisation=service.organisation, name="riverside", by=BY
            )

    def test_refuses_an_organisation_that_is_closed(self, organisation):
        actions.close_organisation(organisation=organisation, expected={}, by=BY)

        with pytest.raises(Refused, match="Harbour is closed"):
            actions.add_service(organisation=organisation, name="Riverside", by=BY)


class TestRename:
    def test_keeps_the_former_name_in_the_log(self, organisation):
        actions.rename_organisation(organisation=organisation, name="Haven", by=BY)

        organisation.refresh_from_db()
        assert organisation.name == "Haven"
        assert Entry.objects.latest("pk").detail == {
            "name": "Haven",
            "former_name": "Harbour",
        }

    def test_may_change_the_capitals_alone(self, service):
        actions.rename_service(service=service, name="RIVERSIDE", by=BY)

        service.refresh_from_db()
        assert service.name == "RIVERSIDE"

    def test_to_the_same_name_changes_nothing(self, service):
        actions.rename_service(service=service, name="Riverside", by=BY)

        assert not Entry.objects.filter(act="organisations.rename_service").exists()

    def test_refuses_the_name_of_another(self, area, organisation, service):
        make.organisation(area, name="Haven")
        make.service(area, organisation=organisation, name="Hillside")

        with pytest.raises(Refused, match="Haven"):
            actions.rename_organisation(organisation=organisation, name="Haven", by=BY)
        with pytest.raises(Refused, match="Hillside"):
            actions.rename_service(service=service, name="Hillside", by=BY)


class TestCloseService:
    def test_ends_wearing_its_roles_from_the_next_day_on(self, area, service):
        membership = make.membership(Role.KEYWORKER, area, service=service)

        close(service)

        service.refresh_from_db()
        assert service.closed_on == date(2026, 11, 22)
        assert membership in Membership.objects.active()
        with clock.frozen_at(TOMORROW):
            assert membership not in Membership.objects.active()

    def test_leaves_other_services_alone(self, area, organisation, service):
        other = make.service(area, organisation=organisation)
        membership = make.membership(Role.KEYWORKER, area, service=other)

        close(service)

        with clock.frozen_at(TOMORROW):
            assert membership in Membership.objects.active()

    def test_refuses_when_other_people_came_meanwhile(self, area, service):
        make.membership(Role.KEYWORKER, area, service=service)
        seen = actions.roles_held_in(service)
        make.membership(Role.PEER, area, service=service)

        with pytest.raises(actions.PeopleChanged):
            actions.close_service(service=service, expected=seen, by=BY)

        service.refresh_from_db()
        assert service.closed_on is None

    def test_refuses_one_that_is_closed(self, service):
        close(service)

        with pytest.raises(Refused, match="closed already"):
            close(service)


class TestCloseOrganisation:
    def test_closes_its_open_services_with_it_and_no_other(self, area, organisation):
        first, second = (
            make.service(area, organisation=organisation) for _ in range(2)
        )
        elsewhere = make.service(area)

        actions.close_organisation(organisation=organisation, expected={}, by=BY)

        closed = Service.objects.exclude(closed_on=None)
        assert set(closed) == {first, second}
        assert elsewhere not in closed
        acts = Entry.objects.values_list("act", flat=True)
        assert list(acts).count("organisations.close_service") == 2

    def test_leaves_the_day_of_a_service_that_was_closed_before(
        self, area, organisation
    ):
        before = make.service(
            area, organisation=organisation, closed_on=date(2025, 1, 1)
        )

        actions.close_organisation(organisation=organisation, expected={}, by=BY)

        before.refresh_from_db()
        assert before.closed_on == date(2025, 1, 1)


class TestReopen:
    def test_lets_roles_be_worn_again(self, area, service):
        membership = make.membership(Role.KEYWORKER, area, service=service)
        close(service)

        with clock.frozen_at(TOMORROW):
            actions.reopen_service(service=service, by=BY)

            assert membership in Membership.objects.active()

    def test_of_an_organisation_leaves_its_services_closed(self, organisation, service):
        make.membership(Role.KEYWORKER, organisation.area, service=service)
        actions.close_organisation(
            organisation=organisation, expected={"keyworker": 1}, by=BY
        )

        actions.reopen_organisation(organisation=organisation, by=BY)

        assert Organisation.objects.get().closed_on is None
        assert Service.objects.get().closed_on

    def test_of_a_service_waits_for_its_organisation(self, organisation, service):
        actions.close_organisation(organisation=organisation, expected={}, by=BY)

        with pytest.raises(Refused, match="Reopen it first"):
            actions.reopen_service(service=service, by=BY)

    def test_refuses_what_is_open(self, organisation, service):
        with pytest.raises(Refused, match="open already"):
            actions.reopen_organisation(organisation=organisation, by=BY)
        with pytest.raises(Refused, match="open already"):
            actions.reopen_service(service=service, by=BY)


class TestRolesHeldIn:
    def test_counts_each_role_of_people_who_hold_it_still(self, area, service):
        for role in (Role.PEER, Role.PEER, Role.KEYWORKER):
            make.membership(role, area, service=service)
        make.membership(Role.PEER, area, service=service, status="suspended")
        make.membership(
            Role.PEER,
            area,
            service=service,
            status=MembershipStatus.ENDED,
            ended_at=NOON,
        )
        make.membership(Role.PEER, area)

        assert actions.roles_held_in(service) == {"keyworker": 1, "peer": 3}
        assert actions.roles_held_in(service.organisation) == {
            "keyworker": 1,
            "peer": 3,
        }

    def test_of_an_organisation_leaves_out_services_closed_before(
        self, area, organisation
    ):
        closed = make.service(
            area, organisation=organisation, closed_on=date(2025, 1, 1)
        )
        make.membership(Role.PEER, area, service=closed)

        assert actions.roles_held_in(organisation) == {}


def everything(area):
    """Each action, ready to be called."""
    organisation = make.organisation(area, name="Harbour")
    service = make.service(area, organisation=organisation, name="Riverside")
    closed = make.organisation(area, closed_on=date(2025, 1, 1))
    closed_service = make.service(
        area, organisation=organisation, closed_on=date(2025, 1, 1)
    )
    return {
        "add_organisation": {"area": area, "name": "New"},
        "add_service": {"organisation": organisation, "name": "New"},
        "rename_organisation": {"organisation": organisation, "name": "New"},
        "rename_service": {"service": service, "name": "New"},
        "close_organisation": {"organisation": organisation, "expected": {}},
        "close_service": {"service": service, "expected": {}},
        "reopen_organisation": {"organisation": closed},
        "reopen_service": {"service": closed_service},
    }


def rows():
    return [
        *Organisation.objects.order_by("pk").values_list("name", "closed_on"),
        *Service.objects.order_by("pk").values_list("name", "closed_on"),
    ]


class TestLog:
    @pytest.mark.parametrize(
        "name",
        [
            "add_organisation",
            "add_service",
            "rename_organisation",
            "rename_service",
            "close_organisation",
            "close_service",
            "reopen_organisation",
            "reopen_service",
        ],
    )
    def test_that_fails_undoes_the_change(self, area, monkeypatch, name):
        arguments = everything(area)[name]
        before = rows()

        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(actions, "record", fail)
        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            getattr(actions, name)(**arguments, by=BY)

        assert rows() == before
