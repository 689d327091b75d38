from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.indicators.quarters import finished_quarters, quarter_after, quarter_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


class TestQuarterOf:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2026, 1, 1), date(2026, 1, 1)),
            (date(2026, 3, 31), date(2026, 1, 1)),
            (date(2026, 8, 15), date(2026, 7, 1)),
            (date(2026, 12, 31), date(2026, 10, 1)),
        ],
    )
    def test_is_named_by_its_first_day(self, day, expected):
        assert quarter_of(day) == expected


class TestQuarterAfter:
    @given(DAYS)
    def test_begins_on_the_day_after_its_last(self, day):
        following = quarter_after(quarter_of(day))

        assert quarter_of(following) == following > day
        assert quarter_of(following - timedelta(days=1)) == quarter_of(day)


class TestFinishedQuarters:
    def test_go_back_over_the_year_without_the_present_one(self):
        assert finished_quarters(date(2026, 5, 20), 3) == [
            date(2026, 1, 1),
            date(2025, 10, 1),
            date(2025, 7, 1),
        ]

    @given(DAYS, st.integers(min_value=1, max_value=12))
    def test_follow_each_other_up_to_the_present_one(self, today, many):
        found = finished_quarters(today, many)

        assert len(found) == many
        following = [quarter_after(each) for each in found]
        assert following == [quarter_of(today), *found[:-1]]
