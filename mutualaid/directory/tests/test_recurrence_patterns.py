import re
from dataclasses import replace
from datetime import UTC, date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.recurrence import (
    DateException,
    ExceptionKind,
    Frequency,
)

from .schedules import (
    APPOINTMENT,
    FIRST,
    LAST,
    THURSDAY,
    cancelled,
    extra,
    monthly,
    on_day,
    patterns,
    weekly,
)


class TestScheduleRequirements:
    @pytest.mark.parametrize(
        ("fields", "fault"),
        [
            ({"start_time": None}, "A repeating meeting needs a start time."),
            ({"weekday": None}, "A weekday is from 0 (Monday) to 6 (Sunday)."),
            ({"weekday": 7}, "A weekday is from 0 (Monday) to 6 (Sunday)."),
            ({"weekday": -1}, "A weekday is from 0 (Monday) to 6 (Sunday)."),
            ({"interval": 0}, "The interval is one or more."),
            ({"interval": 2}, "An interval needs a date that it is counted from."),
            (
                {"start_time": time(19, 30, tzinfo=UTC)},
                "A start time is a plain local time, without a zone.",
            ),
            (
                {"start_time": time(19, 30, 0, 1)},
                "A start time is a plain local time, without a zone.",
            ),
            (
                {"start_time": time(1, 30, fold=1)},
                "A start time is a plain local time, without a zone.",
            ),
            (
                {"duration": timedelta(0)},
                "A meeting lasts longer than nothing and at most 24 hours.",
            ),
            (
                {"duration": timedelta(hours=24, seconds=1)},
                "A meeting lasts longer than nothing and at most 24 hours.",
            ),
            ({"timezone": "Europe/Atlantis"}, "There is no time zone called"),
            ({"timezone": "Europe"}, "There is no time zone called"),
            ({"timezone": "../London"}, "There is no time zone called"),
            ({"timezone": ""}, "There is no time zone called"),
            (
                {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)},
                "The last date is before the first.",
            ),
            (
                {"exceptions": (cancelled(THURSDAY), extra(THURSDAY))},
                "A date has one exception only.",
            ),
        ],
    )
    def test_of_a_weekly_one_are_told_in_a_sentence(self, fields, fault):
        with pytest.raises(ValueError, match="^" + re.escape(fault)):
            replace(weekly(3), **fields)

    @pytest.mark.parametrize("ordinals", [(), (0,), (6,), (-2,), (1, 6)])
    def test_refuse_a_weekday_that_no_month_has(self, ordinals):
        with pytest.raises(ValueError, match="1st to 5th, or -1 for the last"):
            monthly(1, *ordinals)

    @pytest.mark.parametrize("day", [None, 0, 32, -1])
    def test_refuse_a_day_that_no_month_has(self, day):
        with pytest.raises(ValueError, match="A day of the month is from 1 to 31"):
            on_day(day)

    @pytest.mark.parametrize("field", ["starts_on", "anchored_on"])
    def test_let_an_interval_count_from_either_date(self, field):
        assert weekly(3, interval=2, **{field: THURSDAY}).interval == 2

    def test_ask_nothing_of_an_appointment(self):
        assert APPOINTMENT.start_time is None

    def test_ask_an_extra_date_of_an_appointment_for_its_time(self):
        with pytest.raises(ValueError, match="An extra date needs a time"):
            replace(APPOINTMENT, exceptions=(extra(THURSDAY),))
        assert replace(APPOINTMENT, exceptions=(extra(THURSDAY, at="10:00"),))

    def test_allow_a_length_of_a_whole_day(self):
        assert weekly(3, duration=timedelta(hours=24)).duration == timedelta(days=1)

    @pytest.mark.parametrize(
        "fields",
        [
            {"kind": ExceptionKind.EXTRA, "new_date": THURSDAY},
            {"kind": ExceptionKind.CANCELLED, "new_date": THURSDAY},
            {"kind": ExceptionKind.MOVED, "duration": timedelta(0)},
            {"kind": ExceptionKind.MOVED, "start_time": time(1, tzinfo=UTC)},
        ],
    )
    def test_hold_for_a_date_exception_too(self, fields):
        with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
            DateException(THURSDAY, **fields)


class TestPatternDates:
    def dates(self, schedule, first, last):
        return [
            each.isoformat()
            for each in schedule.pattern_dates(
                date.fromisoformat(first), date.fromisoformat(last)
            )
        ]

    def test_include_both_ends(self):
        assert self.dates(weekly(3), "2026-11-26", "2026-12-10") == [
            "2026-11-26",
            "2026-12-03",
            "2026-12-10",
        ]

    def test_every_other_week_cross_a_year_of_53_weeks(self):
        fortnightly = weekly(0, interval=2, anchored_on=date(2026, 12, 14))

        assert self.dates(fortnightly, "2026-12-01", "2027-01-31") == [
            "2026-12-14",
            "2026-12-28",
            "2027-01-11",
            "2027-01-25",
        ]

    @pytest.mark.parametrize("day", range(23, 30))
    def test_are_counted_from_the_iso_week_of_the_anchor(self, day):
        fortnightly = weekly(3, interval=2, anchored_on=date(2026, 11, day))

        assert self.dates(fortnightly, "2026-11-20", "2026-12-12") == [
            "2026-11-26",
            "2026-12-10",
        ]

    def test_are_counted_from_the_first_date_without_an_anchor(self):
        fortnightly = weekly(0, interval=2, starts_on=date(2026, 11, 25))

        assert self.dates(fortnightly, "2026-11-01", "2026-12-31") == [
            "2026-12-07",
            "2026-12-21",
        ]

    def test_prefer_the_anchor_to_the_first_date(self):
        fortnightly = weekly(
            3, interval=2, starts_on=THURSDAY, anchored_on=date(2026, 12, 3)
        )

        assert self.dates(fortnightly, "2026-11-01", "2026-12-20") == [
            "2026-12-03",
            "2026-12-17",
        ]

    @given(patterns(), st.integers(1, 60))
    def test_do_not_depend_on_how_long_ago_the_anchor_is(self, pattern, intervals):
        anchor = pattern.anchored_on
        if pattern.frequency == Frequency.WEEKLY:
            later = anchor + timedelta(weeks=pattern.interval * intervals)
        else:
            months = anchor.month - 1 + pattern.interval * intervals
            later = date(anchor.year + months // 12, months % 12 + 1, 28)

        assert list(pattern.pattern_dates(FIRST, LAST)) == list(
            replace(pattern, anchored_on=later).pattern_dates(FIRST, LAST)
        )

    def test_the_fifth_monday_only_in_months_that_have_one(self):
        assert self.dates(monthly(0, 5), "2026-01-01", "2026-12-31") == [
            "2026-03-30",
            "2026-06-29",
            "2026-08-31",
            "2026-11-30",
        ]

    def test_a_date_that_is_fourth_and_last_comes_once(self):
        assert self.dates(monthly(5, -1, 4), "2026-02-01", "2026-03-31") == [
            "2026-02-28",
            "2026-03-28",
        ]
        assert self.dates(monthly(5, -1, 4), "2026-05-01", "2026-05-31") == [
            "2026-05-23",
            "2026-05-30",
        ]

    def test_the_31st_skips_the_months_without_it(self):
        assert self.dates(on_day(31), "2026-01-31", "2026-07-31") == [
            "2026-01-31",
            "2026-03-31",
            "2026-05-31",
            "2026-07-31",
        ]

    def test_29_february_comes_in_leap_years(self):
        leap_day = on_day(29, interval=12, anchored_on=date(2024, 2, 1))

        assert self.dates(leap_day, "2026-01-01", "2036-12-31") == [
            "2028-02-29",
            "2032-02-29",
            "2036-02-29",
        ]

    def test_every_third_month_cross_the_end_of_the_year(self):
        quarterly = monthly(3, 2, interval=3, anchored_on=date(2026, 11, 1))

        assert self.dates(quarterly, "2026-10-01", "2027-06-30") == [
            "2026-11-12",
            "2027-02-11",
            "2027-05-13",
        ]

    def test_keep_within_the_first_and_the_last_date(self):
        in_may = weekly(3, starts_on=date(2026, 5, 7), ends_on=date(2026, 5, 14))

        assert self.dates(in_may, "2026-01-01", "2026-12-31") == [
            "2026-05-07",
            "2026-05-14",
        ]

    def test_may_have_the_same_first_and_last_date(self):
        once = weekly(3, starts_on=THURSDAY, ends_on=THURSDAY)

        assert self.dates(once, "2026-01-01", "2027-12-31") == ["2026-11-26"]

    @pytest.mark.parametrize("pattern", [weekly(3), on_day(26)])
    def test_keep_within_the_days_asked_for_where_the_series_is_longer(self, pattern):
        long = replace(pattern, starts_on=FIRST, ends_on=LAST)

        assert self.dates(long, "2026-11-20", "2026-12-02") == ["2026-11-26"]
        assert self.dates(long, "2026-12-02", "2026-11-20") == []

    def test_are_none_after_the_end_or_by_appointment(self):
        ended = on_day(15, ends_on=date(2026, 5, 14))

        assert self.dates(ended, "2026-05-15", "2026-12-31") == []
        assert self.dates(APPOINTMENT, "2026-01-01", "2026-12-31") == []

    def test_say_whether_the_pattern_falls_on_a_day(self):
        skipped = weekly(3, exceptions=(cancelled(THURSDAY),))

        assert skipped.falls_on(THURSDAY)
        assert not skipped.falls_on(THURSDAY + timedelta(days=1))
        assert not APPOINTMENT.falls_on(THURSDAY)

    def test_reach_both_ends_of_the_calendar(self):
        every_day_there_is = weekly(3).pattern_dates(date.min, date.max)

        assert next(iter(every_day_there_is)) == date(1, 1, 4)
        assert list(on_day(31).pattern_dates(date(9999, 12, 1), date.max)) == [date.max]
