from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.safeguarding.figures import Quarter, by_quarter, released
from mutualaid.safeguarding.presenters import present_totals


class TestReleased:
    @pytest.mark.parametrize(
        ("count", "hidden", "rounded"),
        [(0, False, 0), (1, True, 0), (5, True, 0), (6, False, 5), (7, False, 5),
         (8, False, 10), (12, False, 10), (13, False, 15), (103, False, 105)],
    )  # fmt: skip
    def test_hides_small_counts_and_rounds_others(self, count, hidden, rounded):
        told = released(count)

        assert (told.is_hidden, told.rounded) == (hidden, rounded)

    @given(st.integers(min_value=0, max_value=10_000))
    def test_never_tells_a_count_from_one_to_five(self, count):
        told = released(count)

        assert told.rounded % 5 == 0
        assert told.is_hidden == (1 <= count <= 5)
        assert told.is_hidden or abs(told.rounded - count) <= 2


class TestQuarter:
    @pytest.mark.parametrize(
        ("day", "quarter"),
        [
            (date(2026, 1, 1), (2026, 1)),
            (date(2026, 3, 31), (2026, 1)),
            (date(2026, 4, 1), (2026, 2)),
            (date(2026, 12, 31), (2026, 4)),
        ],
    )
    def test_of_a_day(self, day, quarter):
        assert Quarter.of(day) == Quarter(*quarter)

    def test_goes_back_over_the_year(self):
        assert Quarter(2026, 2).earlier(2) == Quarter(2025, 4)
        assert Quarter(2026, 1).earlier(5) == Quarter(2024, 4)


class TestByQuarter:
    def test_leaves_out_the_running_quarter_and_older_ones(self):
        today = date(2026, 11, 21)
        days = [today] * 20 + [date(2026, 7, 1)] * 8 + [date(2025, 10, 1)] * 3
        days += [date(2025, 9, 30)] * 50

        assert present_totals(by_quarter(days, today=today, quarters=4)) == [
            ("July to September 2026", "About 10"),
            ("April to June 2026", "None"),
            ("January to March 2026", "None"),
            ("October to December 2025", "1 to 5, so hidden"),
        ]
