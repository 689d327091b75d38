from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions, permissions
from mutualaid.safeguarding.actions import leading
from mutualaid.safeguarding.models import LeadPosition, SafeguardingLead

from .factories import a_lead, hat_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def appoint(world, membership, service, position=LeadPosition.LEAD, by=None):
    return actions.appoint_lead(
        membership=membership,
        service=service,
        position=position,
        by=by or hat_of(world.administrator),
    )


def a_manager(world, **values):
    return factories.membership(
        Role.SERVICE_MANAGER, world.area, service=world.other_service, **values
    )


class TestAppointLead:
    def test_names_a_services_lead_and_logs_it(self, world):
        with clock.frozen_at(NOON):
            lead = appoint(world, world.other_manager, world.other_service)

        assert lead in SafeguardingLead.objects.in_force()
        assert (lead.started_at, lead.ended_at) == (NOON, None)
        entry = Entry.objects.get(act="safeguarding.appoint_lead")
        assert not entry.is_confidential
        assert entry.detail == {
            "membership": world.other_manager.reference,
            "position": "lead",
            "service": world.other_service.reference,
        }

    def test_names_a_deputy_of_the_area_in_any_hat(self, world):
        lead = appoint(world, world.writer, None, LeadPosition.DEPUTY)

        assert lead.service is None
        assert Entry.objects.latest("pk").detail["service"] == ""

    def test_refuses_oneself_in_any_hat(self, world):
        mine = a_manager(world, user=world.administrator.user)

        with pytest.raises(Refused, match="Nobody names themselves"):
            appoint(world, mine, world.other_service)

    def test_refuses_a_service_elsewhere(self, world):
        elsewhere = factories.service(factories.area())

        with pytest.raises(Refused, match="not in this area"):
            appoint(world, world.manager, elsewhere)

    def test_refuses_a_role_that_has_ended(self, world):
        left = a_manager(world, status="ended", ended_at=NOON)

        with pytest.raises(Refused, match="not held any more"):
            appoint(world, left, world.other_service)

    def test_refuses_a_role_in_another_area(self, world):
        there = factories.membership(Role.SERVICE_MANAGER, factories.area())

        with pytest.raises(Refused, match="not held any more"):
            appoint(world, there, world.other_service)

    def test_refuses_a_services_lead_who_is_no_manager(self, world):
        with pytest.raises(Refused, match="service manager"):
            appoint(world, world.writer, world.service, LeadPosition.DEPUTY)

    @pytest.mark.parametrize("role", [Role.AREA_ADMINISTRATOR, Role.AUDITOR])
    def test_refuses_who_receives_no_concern(self, world, role):
        with pytest.raises(Refused, match="receive no concerns"):
            appoint(world, factories.membership(role, world.area), None)

    def test_refuses_a_second_lead(self, world):
        with pytest.raises(Refused, match="a lead there already"):
            appoint(world, a_manager(world), world.service)

    def test_refuses_the_same_person_twice(self, world):
        with pytest.raises(Refused, match="named there already"):
            appoint(world, world.manager, world.service, LeadPosition.DEPUTY)

    def test_follows_a_lead_whose_role_has_ended(self, world):
        world.manager.status, world.manager.ended_at = "ended", NOON
        world.manager.save()

        lead = appoint(world, a_manager(world), world.service)

        world.lead.refresh_from_db()
        assert world.lead.ended_at
        assert lead in SafeguardingLead.objects.in_force()

    def test_is_undone_by_a_log_that_fails(self, world, monkeypatch):
        monkeypatch.setattr(leading, "record", fail)

        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            appoint(world, world.other_manager, world.other_service)

        assert SafeguardingLead.objects.count() == 3


def fail(**_):
    raise RuntimeError("no room")


class TestEndLead:
    def test_ends_the_time_once_and_logs_it(self, world):
        by = hat_of(world.administrator)
        with clock.frozen_at(NOON):
            actions.end_lead(lead=world.lead, by=by)

        world.lead.refresh_from_db()
        assert world.lead.ended_at == NOON
        assert Entry.objects.latest("pk").act == "safeguarding.end_lead"
        with pytest.raises(Refused, match="ended already"):
            actions.end_lead(lead=world.lead, by=by)

    def test_is_undone_by_a_log_that_fails(self, world, monkeypatch):
        monkeypatch.setattr(leading, "record", fail)

        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            actions.end_lead(lead=world.lead, by=hat_of(world.administrator))

        world.lead.refresh_from_db()
        assert world.lead.ended_at is None


class TestConstraints:
    @pytest.mark.parametrize("of_service", [True, False])
    def test_allow_one_lead_of_a_post(self, world, of_service):
        service = world.service if of_service else None

        with pytest.raises(IntegrityError), transaction.atomic():
            a_lead(a_manager(world), service)

    @pytest.mark.parametrize("of_service", [True, False])
    def test_allow_a_person_once_in_a_post(self, world, of_service):
        service = world.service if of_service else None
        holder = world.manager if of_service else world.commissioner

        with pytest.raises(IntegrityError), transaction.atomic():
            a_lead(holder, service, LeadPosition.DEPUTY)


class TestPermissions:
    @pytest.mark.parametrize("role", list(Role))
    def test_by_role(self, world, role):
        hat = hat_of(factories.membership(role, world.area))

        assert permissions.can_read_concerns(hat) == (role == "service-manager")
        assert permissions.can_count_concerns(hat) == (
            role in {"commissioner", "auditor"}
        )
        assert permissions.can_appoint_leads(hat) == (role == "area-administrator")
        assert permissions.can_be_lead(role, of_service=True) == (
            role == "service-manager"
        )
        assert permissions.can_be_lead(role, of_service=False) == (
            role not in {"area-administrator", "auditor"}
        )

    def test_a_lead_in_any_role_reads(self, world):
        a_lead(world.writer, None, LeadPosition.DEPUTY)

        assert permissions.can_read_concerns(hat_of(world.writer))
