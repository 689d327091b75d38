"""By which rights each role works on a concern, whether or not it could ever see one."""

import pytest

from mutualaid.organisations.roles import AREA_WIDE_ROLES, Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding.permissions import Hand, hands_of

from .factories import hat_of


class TestHandsOf:
    @pytest.mark.parametrize(
        "role", [role for role in Role if role != "service-manager"]
    )
    @pytest.mark.parametrize("of_the_service", [True, False])
    def test_are_none_for_who_holds_no_post(self, world, role, of_the_service):
        service = None if role in AREA_WIDE_ROLES else world.service
        somebody = factories.membership(role, world.area, service=service)
        concern = world.raises(service=world.service if of_the_service else None)

        assert hands_of(hat_of(somebody), concern) == frozenset()

    def test_of_a_manager_are_for_the_own_service(self, world):
        of_it = factories.membership(
            Role.SERVICE_MANAGER, world.area, service=world.service
        )
        beside = factories.membership(
            Role.SERVICE_MANAGER, world.area, service=world.other_service
        )
        concern = world.raises()

        assert hands_of(hat_of(of_it), concern) == {Hand.MANAGER}
        assert hands_of(hat_of(beside), concern) == frozenset()
        assert Hand.HOLDER in hands_of(hat_of(world.manager), concern)

    def test_of_a_lead_are_not_for_what_lies_with_another_post(self, world):
        held = world.raises()
        elsewhere = world.raises(service=world.other_service)

        assert Hand.HOLDER in hands_of(hat_of(world.manager), held)
        assert hands_of(hat_of(world.manager), elsewhere) == frozenset()
