from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from mutualaid.core import clock

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class TestNow:
    def test_is_the_present_in_utc(self):
        before = datetime.now(UTC)
        told = clock.now()

        assert before <= told <= datetime.now(UTC)
        assert told.tzinfo is UTC

    def test_stands_still_where_it_is_held(self):
        with clock.frozen_at(NOON):
            assert clock.now() == clock.now() == NOON
        assert clock.now() != NOON

    def test_is_utc_whatever_zone_it_was_held_in(self):
        there = NOON.astimezone(timezone(timedelta(hours=-5)))

        with clock.frozen_at(there):
            assert clock.now().isoformat() == "2026-11-21T12:00:00+00:00"

    def test_goes_on_after_an_error(self):
        with pytest.raises(ZeroDivisionError), clock.frozen_at(NOON):
            _ = 1 / 0

        assert clock.now() != NOON

    def test_can_be_held_within_another_time(self):
        later = NOON + timedelta(days=1)

        with clock.frozen_at(NOON):
            with clock.frozen_at(later):
                assert clock.now() == later
            assert clock.now() == NOON

    def test_takes_no_instant_without_a_zone(self):
        with pytest.raises(ValueError, match="time zone"):
            clock.frozen_at(datetime(2026, 11, 21, 12)).__enter__()  # noqa: DTZ001


class TestToday:
    @pytest.mark.parametrize(
        ("instant", "day"),
        [
            (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
            (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
            (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
            (datetime(2026, 12, 2, 0, 0, tzinfo=UTC), date(2026, 12, 2)),
        ],
    )
    def test_is_the_date_on_a_wall_in_england(self, instant, day):
        with clock.frozen_at(instant):
            assert clock.today() == day
