"""Who looks after the area and who reads its log, asked of every role."""

from collections.abc import Callable

import pytest

from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor
from mutualaid.core.area import within
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.permissions import activity, places
from mutualaid.organisations.roles import Role

from . import factories

pytestmark = pytest.mark.django_db

ADMINISTRATORS = {Role.AREA_ADMINISTRATOR}
# What each role reads of four lines: one's own, of a colleague's role in the service, of a
# stranger's, and of the stranger's sign-in.
READ = {
    Role.AUDITOR: {"own", "colleague's", "stranger's", "sign-in"},
    Role.AREA_ADMINISTRATOR: {"sign-in"},
    Role.SERVICE_MANAGER: {"own", "colleague's"},
    Role.KEYWORKER: {"own"},
}


@pytest.mark.parametrize("role", Role)
class TestByRole:
    @pytest.fixture
    def hat(self, role) -> Hat:
        return factories.membership(role, factories.area()).hat()

    @pytest.mark.parametrize(
        ("permission", "roles"),
        [
            (places.can_change_places, ADMINISTRATORS),
            (places.can_change_settings, ADMINISTRATORS),
            (places.can_change_holidays, ADMINISTRATORS),
            (activity.can_read_activity, set(READ)),
            (activity.reads_only_own_activity, {Role.KEYWORKER}),
            (activity.sees_names_in_activity, set(Role) - {Role.AUDITOR}),
        ],
    )
    def test_is_for_those_it_names(self, hat, permission: Callable, roles):
        assert permission(hat) is (hat.role in roles)

    def test_shows_the_lines_that_are_theirs(self, role):
        area = factories.area()
        mine = factories.membership(role, area)
        hat = mine.hat()
        colleague = factories.membership(Role.PEER, area, service=mine.service).user
        stranger = factories.membership(Role.PEER, area).user
        lines = {
            "own": (mine.user, role, "organisations.rename_service"),
            "colleague's": (colleague, Role.PEER, "organisations.rename_service"),
            "stranger's": (stranger, Role.PEER, "organisations.rename_service"),
            "sign-in": (stranger, "", "accounts.sign_in"),
        }

        with within(area.pk):
            entries = {
                name: record(act=act, by=Actor(user.token, as_role))
                for name, (user, as_role, act) in lines.items()
            }
            seen = set(activity.activity_seen_by(hat).values_list("pk", flat=True))

        found = {name for name, entry in entries.items() if entry.pk in seen}
        assert found == READ.get(role, set())
