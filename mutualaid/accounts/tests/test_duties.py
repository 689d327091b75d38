from datetime import UTC, datetime, timedelta

import pytest

from mutualaid.accounts.duties import clear_sessions
from mutualaid.accounts.models import Session
from mutualaid.accounts.sessions import SessionStore
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.duties.registry import all_duties

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.django_db
class TestClearSessions:
    @pytest.mark.parametrize(("hours", "left"), [(11, 1), (12, 0)])
    def test_removes_those_whose_time_is_over(self, hours, left):
        with clock.frozen_at(NOON):
            SessionStore().create()

        with clock.frozen_at(NOON + timedelta(hours=hours)):
            clear_sessions(by=system_actor("tick"))

        assert Session.objects.count() == left

    def test_is_a_duty(self):
        assert "accounts.clear_sessions" in {duty.key for duty in all_duties()}
