from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mutualaid.privacy.countdown import STOPPED, WITHIN, Clock, countdown

AWARE = datetime(2026, 3, 28, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
instants = some.integers(0, 365 * 24 * 60).map(
    lambda minutes: AWARE + timedelta(minutes=minutes)
)


class TestCountdown:
    @pytest.mark.parametrize(
        ("hours", "clock", "left"),
        [
            (0, Clock.RUNNING, 72),
            (47.9, Clock.RUNNING, 24),
            (48, Clock.DUE_SOON, 24),
            (71.5, Clock.DUE_SOON, 0),
            (72, Clock.DUE_SOON, 0),
            (72.1, Clock.OVERDUE, 1),
            (100, Clock.OVERDUE, 28),
        ],
    )
    def test_runs_from_when_we_knew(self, hours, clock, left):
        stands = countdown(aware_at=AWARE, now=AWARE + hours * HOUR)

        assert (stands.clock, stands.hours_left) == (clock, left)
        assert stands.is_late == (clock is Clock.OVERDUE)

    def test_is_72_real_hours_though_the_clocks_go_forward(self):
        assert countdown(aware_at=AWARE, now=AWARE).deadline == datetime(
            2026, 3, 31, 9, tzinfo=UTC
        )

    @pytest.mark.parametrize(
        ("hours", "is_late"), [(5, False), (72, False), (73, True)]
    )
    def test_stands_still_once_the_regulator_was_told(self, hours, is_late):
        told_at = AWARE + hours * HOUR
        stands = countdown(aware_at=AWARE, now=AWARE + 999 * HOUR, told_at=told_at)

        assert (stands.clock, stands.is_late) == (Clock.TOLD, is_late)

    @pytest.mark.parametrize("hours", [1, 60, 500])
    def test_is_not_needed_without_risk(self, hours):
        now = AWARE + hours * HOUR
        stands = countdown(aware_at=AWARE, now=now, is_needed=False)

        assert (stands.clock, stands.is_late) == (Clock.NOT_NEEDED, False)

    @given(instants, instants)
    def test_is_overdue_exactly_after_the_deadline(self, aware_at, now):
        stands = countdown(aware_at=aware_at, now=now)

        assert (stands.clock is Clock.OVERDUE) == (now > aware_at + WITHIN)
        assert stands.clock not in STOPPED
        assert stands.hours_left >= 0

    def test_of_a_clock_that_went_back_runs(self):
        assert countdown(aware_at=AWARE, now=AWARE - HOUR).clock is Clock.RUNNING
