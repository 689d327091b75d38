from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.core import clock
from mutualaid.design_system import dates

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _saturday_evening():
    with clock.frozen_at(NOW):
        yield


class TestDay:
    def test_leaves_out_this_year(self):
        assert dates.day(date(2026, 11, 26)) == "Thursday 26 November"

    def test_names_another_year(self):
        assert dates.day(date(2027, 1, 7)) == "Thursday 7 January 2027"

    def test_takes_the_english_day_of_an_instant(self):
        late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        assert dates.day(late) == "Wednesday 1 July"


class TestFullDate:
    def test_has_no_leading_nought(self):
        assert dates.full_date(date(2026, 3, 7)) == "7 March 2026"


class TestClockTime:
    @pytest.mark.parametrize(
        ("value", "said"),
        [
            (time(0, 0), "midnight"),
            (time(0, 5), "12:05am"),
            (time(7, 0), "7am"),
            (time(11, 59), "11:59am"),
            (time(12, 0), "midday"),
            (time(12, 30), "12:30pm"),
            (time(19, 30), "7:30pm"),
            (time(23, 59), "11:59pm"),
        ],
    )
    def test_is_said_as_people_say_it(self, value, said):
        assert dates.clock_time(value) == said

    def test_of_an_instant_is_local_in_summer(self):
        assert dates.clock_time(datetime(2026, 7, 1, 18, 30, tzinfo=UTC)) == "7:30pm"

    def test_of_an_instant_is_local_in_winter(self):
        assert dates.clock_time(datetime(2026, 12, 1, 19, 30, tzinfo=UTC)) == "7:30pm"


class TestAgo:
    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (-1, "today"),
            (0, "today"),
            (1, "yesterday"),
            (2, "2 days ago"),
            (13, "13 days ago"),
            (14, "2 weeks ago"),
            (59, "8 weeks ago"),
            (60, "2 months ago"),
            (364, "11 months ago"),
            (365, "over a year ago"),
            (729, "over a year ago"),
            (730, "over 2 years ago"),
        ],
    )
    def test_grows_rougher(self, days, said):
        assert dates.ago(date(2026, 11, 21) - timedelta(days)) == said

    def test_of_an_instant_counts_calendar_days(self):
        assert dates.ago(datetime(2026, 11, 20, 23, 59, tzinfo=UTC)) == "yesterday"

    @given(st.integers(0, 40_000))
    def test_always_says_something(self, days):
        # Inside: a fixture does not start anew for each example.
        with clock.frozen_at(NOW + timedelta(days)):
            assert dates.ago(NOW.date()) != ""


class TestTimeUntil:
    @pytest.mark.parametrize(
        ("minutes", "said"),
        [
            (-5, "now"),
            (0, "now"),
            (1, "in 1 minute"),
            (89, "in 89 minutes"),
            (90, "in 2 hours"),
            (120, "in 2 hours"),
            (35 * 60, "in 35 hours"),
            (36 * 60, "in 2 days"),
            (72 * 60, "in 3 days"),
        ],
    )
    def test_grows_rougher(self, minutes, said):
        assert dates.time_until(NOW + timedelta(minutes=minutes)) == said
