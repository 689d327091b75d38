from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.privacy.rights.time_limit import due_on

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


class TestDueOn:
    @pytest.mark.parametrize(
        ("received", "due"),
        [
            # The regulator's own examples, in other years.
            (date(2026, 9, 3), date(2026, 10, 5)),  # a Saturday
            (date(2027, 3, 31), date(2027, 4, 30)),
            (date(2027, 1, 31), date(2027, 3, 1)),  # 28 February is a Sunday
            (date(2028, 1, 30), date(2028, 2, 29)),
            (date(2026, 12, 15), date(2027, 1, 15)),
        ],
    )
    def test_is_the_same_day_of_the_next_month_or_the_next_that_is_worked(
        self, received, due
    ):
        assert due_on(received, set()) == due

    def test_passes_over_days_on_which_services_are_shut(self):
        shut = {date(2026, 12, 25), date(2026, 12, 28)}

        assert due_on(date(2026, 11, 25), shut) == date(2026, 12, 29)

    def test_is_three_months_once_it_was_extended(self):
        assert due_on(date(2026, 11, 30), set(), extended=True) == date(2027, 3, 1)

    @given(DAYS, st.booleans())
    def test_agrees_with_an_independent_calendar(self, received, is_extended):
        wanted = received + relativedelta(months=3 if is_extended else 1)
        while wanted.weekday() > 4:
            wanted += relativedelta(days=1)

        assert due_on(received, set(), extended=is_extended) == wanted
