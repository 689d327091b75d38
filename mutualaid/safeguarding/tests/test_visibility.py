"""Which concerns each hat sees, as people and posts come and go."""

from datetime import UTC, datetime

import pytest

from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.models import Concern, LeadPosition

from .factories import a_lead, a_world, hat_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def end(lead) -> None:
    lead.ended_at = NOON
    lead.save()


class TestVisibleTo:
    def test_the_lead_and_the_deputies_of_the_post(self, world):
        concern = world.raises()

        assert world.may_read(world.manager, concern)
        assert world.may_read(world.other_manager, concern)

    def test_nobody_else(self, world):
        concern = world.raises()
        others = [factories.membership(role, world.area) for role in Role]
        others += [
            factories.membership(role, world.area, service=world.service)
            for role in (Role.PEER, Role.RECOVERY_CHAMPION, Role.KEYWORKER)
        ]

        assert not any(world.may_read(one, concern) for one in others)
        assert not world.may_read(world.commissioner, concern)
        assert not world.may_read(world.administrator, concern)

    def test_not_the_writer_even_as_lead(self, world):
        concern = world.raises(by=hat_of(world.manager))

        assert not world.may_read(world.manager, concern)
        assert world.may_read(world.other_manager, concern)

    def test_not_a_lead_wearing_another_hat(self, world):
        concern = world.raises()
        second = factories.membership(
            Role.KEYWORKER, world.area, service=world.service, user=world.manager.user
        )

        assert not world.may_read(second, concern)

    def test_not_a_lead_of_another_area(self, world):
        concern = world.raises()
        there = a_world()

        assert not world.may_read(there.manager, concern)
        assert not world.may_read(there.commissioner, concern)

    def test_of_no_service_the_lead_of_its_own_area_alone(self, world):
        concern = world.raises(service=None)

        assert world.may_read(world.commissioner, concern)
        assert not world.may_read(a_world().commissioner, concern)

    def test_whoever_comes_next_in_the_post(self, world):
        concern = world.raises()
        end(world.lead)
        heir = factories.membership(
            Role.SERVICE_MANAGER, world.area, service=world.other_service
        )

        assert not world.may_read(heir, concern)
        a_lead(heir, world.service)
        assert world.may_read(heir, concern)

    def test_the_area_where_the_post_is_empty(self, world):
        concern = world.raises()
        end(world.lead)
        assert not world.may_read(world.commissioner, concern)

        end(world.deputy)

        assert world.may_read(world.commissioner, concern)

    def test_the_areas_lead_keeps_what_came_while_a_service_had_none(self, world):
        concern = world.raises(service=world.other_service)
        a_lead(world.other_manager, world.other_service)

        assert world.may_read(world.commissioner, concern)
        assert not world.may_read(world.other_manager, concern)

    def test_a_later_lead_of_the_service_where_the_area_has_none_left(self, world):
        concern = world.raises(service=world.other_service)
        end(world.area_lead)
        assert not world.may_read(world.other_manager, concern)

        a_lead(world.other_manager, world.other_service)

        assert world.may_read(world.other_manager, concern)


class TestServiceManager:
    @pytest.fixture
    def manager(self, world):
        """A second manager of the service, who is no lead."""
        return factories.membership(
            Role.SERVICE_MANAGER, world.area, service=world.service
        )

    def test_reads_once_the_lead_has_seen_it(self, world, manager):
        concern = world.raises()
        assert not world.may_read(manager, concern)

        actions.mark_seen(concern=concern, by=hat_of(world.manager))

        assert world.may_read(manager, concern)

    def test_of_another_service_does_not(self, world):
        concern = world.raises()
        actions.mark_seen(concern=concern, by=hat_of(world.manager))
        other = factories.membership(
            Role.SERVICE_MANAGER, world.area, service=world.other_service
        )

        assert not world.may_read(other, concern)


class TestWhomItIsAbout:
    @pytest.mark.parametrize("name", ["manager", "other_manager", "commissioner"])
    def test_never_sees_it_as_lead_deputy_or_for_the_area(self, world, name):
        subject = getattr(world, name)
        concern = world.raises(about=[subject.user])
        for lead in (world.lead, world.deputy, world.area_lead):
            if lead.membership != subject:
                end(lead)

        assert not world.may_read(subject, concern)

    def test_loses_sight_of_it_at_once(self, world):
        concern = world.raises()
        assert world.may_read(world.manager, concern)

        by = hat_of(world.other_manager)
        actions.add_person(concern=concern, user=world.manager.user, by=by)

        assert not world.may_read(world.manager, concern)
        assert world.may_read(world.other_manager, concern)

    def test_gives_way_to_the_area_where_nobody_else_holds_the_post(self, world):
        concern = world.raises()
        end(world.deputy)
        by = hat_of(world.manager)
        actions.mark_seen(concern=concern, by=by)
        second = factories.membership(
            Role.SERVICE_MANAGER, world.area, service=world.service
        )

        actions.add_person(concern=concern, user=world.manager.user, by=hat_of(second))

        assert world.may_read(world.commissioner, concern)

    def test_two_hats_of_one_person_are_both_blind(self, world):
        second = factories.membership(
            Role.SERVICE_MANAGER,
            world.area,
            service=world.other_service,
            user=world.colleague.user,
        )
        a_lead(second, world.service, LeadPosition.DEPUTY)

        assert not world.may_read(second, world.raises())


class TestReceipts:
    def test_are_the_writers_own(self, world):
        concern = world.raises()

        mine = Concern.objects.receipts_of(hat_of(world.writer))
        assert list(mine) == [concern]
        assert not Concern.objects.receipts_of(hat_of(world.manager)).exists()

    def test_are_there_in_each_of_the_writers_hats(self, world):
        concern = world.raises()
        second = factories.membership(Role.PEER, world.area, user=world.writer.user)

        assert list(Concern.objects.receipts_of(hat_of(second))) == [concern]
