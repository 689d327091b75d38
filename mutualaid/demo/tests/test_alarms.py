from datetime import UTC, datetime

import pytest

from mutualaid.clients.models import BreakGlass, Client
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.demo.build import build_demo
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.models import BulkAlarm

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.django_db
class TestRaiseAlarms:
    def test_leaves_an_emergency_and_an_alarm_to_be_looked_into(self):
        with clock.frozen_at(NOW):
            build_demo(by=system_actor("test"))

        with within(Area.objects.get().pk):
            emergency, alarm = BreakGlass.objects.get(), BulkAlarm.objects.get()
            assert emergency.membership.user.name == "Joss Petherwin"
            assert emergency.reviewed_at is None
            assert alarm.membership.user.name == "Yemi Oakham"
            manager = Membership.objects.get(
                user__name="Mirek Solway", role=Role.SERVICE_MANAGER
            )
            assert alarm in BulkAlarm.objects.visible_to(manager.hat())
            assert alarm.people == 61
            assert Client.objects.exclude(status="active").count() > alarm.people
