import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.directory.recurrence import (
    SEARCH_HORIZON,
    DateException,
    ExceptionKind,
    Frequency,
    Schedule,
)

from .schedules import (
    AUTUMN_2026,
    FIRST,
    LAST,
    SPRING_2026,
    cancelled,
    extra,
    local,
    monthly,
    moved,
    on_day,
    patterns,
    schedules,
    weekly,
)

THURSDAY = date(2026, 11, 26)
APPOINTMENT = Schedule(Frequency.APPOINTMENT)
instants = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + minutes,
    st.dates(date(2025, 1, 1), date(2037, 1, 1)),
    st.integers(0, 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
)


def starts(schedule: Schedule, after: str, before: str, zone="Europe/London"):
    """What the wall clock shows at the start of each."""
    found = schedule.occurrences(local(after, zone), local(before, zone))
    return [f"{each.starts_at:%Y-%m-%d %H:%M}" for each in found]


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


class TestOccurrences:
    def test_say_start_end_and_original_date(self):
        (only,) = weekly(3).occurrences(local("2026-11-26"), local("2026-11-27"))

        assert only.original_date == THURSDAY
        assert only.starts_at == local("2026-11-26 19:30")
        assert only.starts_at.tzinfo == ZoneInfo("Europe/London")
        assert only.ends_at == local("2026-11-26 21:00")
        assert only.kind is None

    def test_have_no_end_where_the_length_is_not_known(self):
        (only,) = weekly(3, duration=None).occurrences(
            local("2026-11-26"), local("2026-11-27")
        )

        assert only.ends_at is None

    def test_run_past_midnight(self):
        late = weekly(3, "23:30")
        (only,) = late.occurrences(local("2026-11-26"), local("2026-11-27"))

        assert only.original_date == THURSDAY
        assert only.ends_at == local("2026-11-27 01:00")

    def test_include_the_start_of_the_window_and_not_its_end(self):
        assert starts(weekly(3), "2026-11-26 19:30", "2026-12-03 19:30") == [
            "2026-11-26 19:30"
        ]
        assert starts(weekly(3), "2026-11-26 19:31", "2026-12-03 19:30") == []
        assert starts(weekly(3), "2026-11-26 19:31", "2026-12-03 19:31") == [
            "2026-12-03 19:30"
        ]

    @pytest.mark.parametrize(
        "before", ["2026-11-26 19:30", "2026-11-26 19:29", "2020-01-01"]
    )
    def test_are_none_in_a_window_that_is_empty_or_turned_round(self, before):
        with_exceptions = weekly(3, exceptions=(moved(THURSDAY, at="19:30"),))

        assert starts(weekly(3), "2026-11-26 19:30", before) == []
        assert starts(with_exceptions, "2026-11-26 19:30", before) == []

    @pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
    @pytest.mark.parametrize("kept_in", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
    def test_take_a_window_in_any_zone(self, zone, kept_in):
        schedule = weekly(3, "00:15", timezone=kept_in)
        start = local("2026-11-26 00:15", kept_in).astimezone(ZoneInfo(zone))
        second = timedelta(seconds=1)

        def count(after, before):
            return len(list(schedule.occurrences(after, before)))

        assert count(start, start + second) == 1
        assert count(start - second, start) == 0
        assert count(start + second, start + timedelta(hours=1)) == 0

    def test_refuse_an_instant_without_a_zone(self):
        naive = datetime.combine(THURSDAY, time())
        with pytest.raises(ValueError, match="an instant with a time zone"):
            weekly(3).occurrences(naive, local("2027-01-01"))
        with pytest.raises(ValueError, match="an instant with a time zone"):
            weekly(3).occurrences(local("2026-01-01"), naive)
        with pytest.raises(ValueError, match="an instant with a time zone"):
            weekly(3).next_occurrence(naive)

    @given(schedules(), st.lists(instants, min_size=3, max_size=3, unique=True))
    def test_of_two_windows_that_meet_are_those_of_the_whole(self, schedule, instants):
        after, between, before = sorted(instants)
        parts = [
            *schedule.occurrences(after, between),
            *schedule.occurrences(between, before),
        ]

        assert parts == list(schedule.occurrences(after, before))

    def test_may_be_asked_for_without_end(self):
        forever = weekly(3).occurrences(
            datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
        )
        assert next(forever).starts_at.year == 1

        new_year = on_day(1, "00:30", timezone="Asia/Kolkata")
        always = new_year.occurrences(
            datetime.min.replace(tzinfo=UTC), local("2026-01-01")
        )
        assert next(always).original_date == date(1, 2, 1)

        last_year = datetime(9999, 1, 1, tzinfo=UTC)
        west = weekly(4, "23:55", timezone="America/New_York")
        to_the_end = west.occurrences(last_year, datetime.max.replace(tzinfo=UTC))
        assert len(list(to_the_end)) == 52

    def test_by_appointment_are_only_the_extra_ones(self):
        once = replace(APPOINTMENT, exceptions=(extra(THURSDAY, at="10:00"),))

        assert starts(once, "2026-01-01", "2027-01-01") == ["2026-11-26 10:00"]
        assert starts(APPOINTMENT, "2026-01-01", "2027-01-01") == []


class TestExceptions:
    window = ("2026-11-26", "2026-12-10")

    def starts(self, *exceptions, **fields):
        return starts(weekly(3, exceptions=exceptions, **fields), *self.window)

    def test_leave_out_what_is_cancelled(self):
        assert self.starts(cancelled(THURSDAY)) == ["2026-12-03 19:30"]

    def test_move_a_date_to_another_day_and_time(self):
        schedule = weekly(
            3,
            exceptions=(moved(THURSDAY, date(2026, 11, 28), at="11:00", note="Hall"),),
        )
        first, _ = schedule.occurrences(local("2026-11-26"), local("2026-12-10"))

        assert first.original_date == THURSDAY
        assert first.starts_at == local("2026-11-28 11:00")
        assert first.ends_at == local("2026-11-28 12:30")
        assert first.kind == ExceptionKind.MOVED
        assert first.note == "Hall"

    @pytest.mark.parametrize(
        ("exception", "start", "end"),
        [
            (moved(THURSDAY, date(2026, 11, 27)), "2026-11-27 19:30", "21:00"),
            (moved(THURSDAY, at="18:00"), "2026-11-26 18:00", "19:30"),
            (moved(THURSDAY, lasting=timedelta(hours=3)), "2026-11-26 19:30", "22:30"),
            (moved(THURSDAY), "2026-11-26 19:30", "21:00"),
        ],
    )
    def test_keep_what_the_move_does_not_name(self, exception, start, end):
        schedule = weekly(3, exceptions=(exception,))
        first = schedule.next_occurrence(local("2026-11-26"))

        assert first.starts_at == local(start)
        assert f"{first.ends_at:%H:%M}" == end
        assert first.kind == ExceptionKind.MOVED

    def test_bring_a_date_into_the_window_and_take_one_out(self):
        into = moved(date(2026, 11, 19), THURSDAY, at="10:00")
        out = moved(date(2026, 12, 3), date(2026, 12, 10), at="00:00")

        assert self.starts(into, out) == ["2026-11-26 10:00", "2026-11-26 19:30"]

    def test_meet_the_edges_of_the_window_as_usual_dates_do(self):
        at_the_start = moved(date(2026, 11, 5), THURSDAY, at="00:00")
        before_it = moved(date(2026, 11, 12), date(2026, 11, 25), at="23:59")
        at_the_end = extra(date(2026, 12, 10), at="00:00")

        assert self.starts(at_the_start, before_it, at_the_end) == [
            "2026-11-26 00:00",
            "2026-11-26 19:30",
            "2026-12-03 19:30",
        ]

    def test_swap_the_order_of_two_dates(self):
        leaping = moved(THURSDAY, date(2026, 12, 4))
        schedule = weekly(3, exceptions=(leaping,))
        found = schedule.occurrences(local("2026-11-26"), local("2026-12-10"))

        assert [each.original_date for each in found] == [date(2026, 12, 3), THURSDAY]

    def test_are_in_order_of_start_where_two_change_places(self):
        assert self.starts(
            moved(THURSDAY, date(2026, 12, 8)), moved(date(2026, 12, 3), THURSDAY)
        ) == ["2026-11-26 19:30", "2026-12-08 19:30"]

    def test_add_a_date(self):
        schedule = weekly(
            3,
            exceptions=(
                extra(date(2026, 12, 25), "12:00", timedelta(hours=4), "Lunch"),
            ),
        )
        (only,) = schedule.occurrences(local("2026-12-25"), local("2026-12-26"))

        assert only.original_date == date(2026, 12, 25)
        assert only.starts_at == local("2026-12-25 12:00")
        assert only.ends_at == local("2026-12-25 16:00")
        assert (only.kind, only.note) == (ExceptionKind.EXTRA, "Lunch")

    def test_add_a_second_meeting_at_another_hour_of_a_usual_date(self):
        assert self.starts(extra(THURSDAY, at="10:00")) == [
            "2026-11-26 10:00",
            "2026-11-26 19:30",
            "2026-12-03 19:30",
        ]

    @pytest.mark.parametrize("at", [None, "19:30"])
    def test_add_nothing_at_the_usual_hour_of_a_usual_date(self, at):
        assert self.starts(extra(THURSDAY, at)) == [
            "2026-11-26 19:30",
            "2026-12-03 19:30",
        ]

    def test_of_a_date_that_the_pattern_does_not_give_have_no_effect(self):
        tuesday = date(2026, 11, 24)

        assert self.starts(
            cancelled(tuesday), moved(tuesday + timedelta(days=7), THURSDAY)
        ) == ["2026-11-26 19:30", "2026-12-03 19:30"]

    def test_may_lie_outside_the_first_and_the_last_date(self):
        assert self.starts(
            moved(date(2026, 11, 19), date(2026, 11, 27)),
            extra(date(2026, 12, 9)),
            cancelled(THURSDAY),
            ends_on=date(2026, 11, 25),
        ) == ["2026-11-27 19:30", "2026-12-09 19:30"]

    def test_of_a_date_outside_the_first_and_the_last_have_no_effect(self):
        assert (
            self.starts(moved(date(2026, 12, 3), THURSDAY), ends_on=date(2026, 11, 25))
            == []
        )

    @given(schedules())
    def test_never_change_the_other_dates(self, schedule):
        window = (local("2026-01-01"), local("2031-01-01"))
        plain = replace(schedule, exceptions=())
        named = {each.original_date for each in schedule.exceptions}

        def others(some):
            found = some.occurrences(*window)
            return [each for each in found if each.original_date not in named]

        assert others(schedule) == others(plain)


class TestClockChanges:
    def test_keep_local_time_across_both(self):
        assert starts(weekly(3), "2026-03-20", "2026-04-05") == [
            "2026-03-26 19:30",
            "2026-04-02 19:30",
        ]
        in_utc = [
            each.starts_at.astimezone(UTC).hour
            for each in weekly(3).occurrences(local("2026-10-20"), local("2026-11-01"))
        ]
        assert in_utc == [18, 19]

    def test_a_time_that_spring_skips_is_an_hour_later(self):
        (only,) = weekly(6, "01:30").occurrences(
            local("2026-03-29"), local("2026-03-30")
        )

        assert only.original_date == SPRING_2026
        assert only.starts_at.isoformat() == "2026-03-29T02:30:00+01:00"
        assert only.ends_at.isoformat() == "2026-03-29T04:00:00+01:00"

    def test_a_time_that_autumn_repeats_is_the_first(self):
        (only,) = weekly(6, "01:30").occurrences(
            local("2026-10-25"), local("2026-10-26")
        )

        assert only.starts_at.isoformat() == "2026-10-25T01:30:00+01:00"
        assert only.ends_at.isoformat() == "2026-10-25T02:00:00+00:00"

    @pytest.mark.parametrize(
        ("day", "end"),
        [
            (SPRING_2026, "2026-03-29T03:00:00+01:00"),
            (AUTUMN_2026, "2026-10-25T01:00:00+00:00"),
        ],
    )
    def test_the_length_is_exact(self, day, end):
        schedule = weekly(6, "00:30")
        midnight = datetime.combine(day, time(), ZoneInfo("Europe/London"))
        (only,) = schedule.occurrences(midnight, midnight + timedelta(hours=1))

        assert only.ends_at.isoformat() == end
        length = only.ends_at.astimezone(UTC) - only.starts_at.astimezone(UTC)
        assert length == timedelta(minutes=90)

    def test_the_window_is_of_instants_not_of_wall_clocks(self):
        repeated = weekly(6, "01:30")
        first_half_past = local("2026-10-25 01:30")
        second_half_past = local("2026-10-25 01:30", fold=1)

        assert list(repeated.occurrences(first_half_past, second_half_past))
        assert not list(
            repeated.occurrences(second_half_past, local("2026-10-25 03:00"))
        )
        following = repeated.next_occurrence(second_half_past)
        assert following.original_date == date(2026, 11, 1)

    def test_a_skipped_time_may_fall_on_the_next_day(self):
        greenland = weekly(5, "23:30", timezone="America/Nuuk")
        quarter_past = local("2026-03-29 00:15", "America/Nuuk")
        following = greenland.next_occurrence(quarter_past)

        assert following.original_date == date(2026, 3, 28)
        assert following.starts_at.isoformat() == "2026-03-29T00:30:00-01:00"

    def test_grace_is_of_real_minutes(self):
        night = weekly(6, "00:59")
        after_the_change = datetime(2026, 3, 29, 1, 5, tzinfo=UTC)
        found = night.next_occurrence(
            after_the_change.astimezone(ZoneInfo("Europe/London")),
            grace=timedelta(minutes=10),
        )

        assert found.original_date == SPRING_2026


class TestNextOccurrence:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2026-11-26 19:29", "2026-11-26"),
            ("2026-11-26 19:30", "2026-11-26"),
            ("2026-11-26 19:31", "2026-12-03"),
            ("2026-12-31 19:31", "2027-01-07"),
        ],
    )
    def test_starts_now_or_later(self, now, expected):
        found = weekly(3).next_occurrence(local(now))

        assert found.original_date.isoformat() == expected

    @pytest.mark.parametrize(
        ("now", "expected"),
        [("2026-11-26 19:40", "2026-11-26"), ("2026-11-26 19:41", "2026-12-03")],
    )
    def test_may_have_begun_within_the_grace(self, now, expected):
        found = weekly(3).next_occurrence(local(now), grace=timedelta(minutes=10))

        assert found.original_date.isoformat() == expected

    def test_heeds_exceptions(self):
        christmas = weekly(
            3,
            exceptions=(
                cancelled(date(2026, 12, 24)),
                moved(date(2026, 12, 31), date(2027, 1, 1)),
                extra(date(2026, 12, 25), at="12:00"),
            ),
        )

        def following(now):
            return f"{christmas.next_occurrence(local(now)).starts_at:%d %B %H:%M}"

        assert following("2026-12-23") == "25 December 12:00"
        assert following("2026-12-25 12:01") == "01 January 19:30"

    @given(schedules(), instants)
    def test_is_the_first_of_the_occurrences(self, schedule, now):
        within = schedule.occurrences(now, now + SEARCH_HORIZON)

        assert schedule.next_occurrence(now) == next(within, None)

    @pytest.mark.parametrize(
        "schedule",
        [
            APPOINTMENT,
            weekly(3, ends_on=date(2026, 11, 19)),
            # The next February with five Mondays is that of 2044.
            monthly(0, 5, interval=12, anchored_on=date(2026, 2, 1)),
            on_day(31, interval=12, anchored_on=date(2026, 2, 1)),
        ],
    )
    def test_is_none_where_no_date_comes(self, schedule):
        assert schedule.next_occurrence(local("2026-11-21")) is None

    def test_finds_a_leap_day(self):
        leap_day = on_day(29, interval=12, anchored_on=date(2024, 2, 29))
        found = leap_day.next_occurrence(local("2028-03-01"))

        assert found.original_date == date(2032, 2, 29)

    @pytest.mark.parametrize("years", [1, 4_000])
    def test_takes_no_longer_the_older_the_anchor_is(self, years):
        now = datetime(2026 + years, 6, 1, tzinfo=UTC)
        fortnightly = weekly(3, interval=2, anchored_on=THURSDAY)
        began = perf_counter()
        for _ in range(1_000):
            fortnightly.next_occurrence(now)

        # About 5 ms; a walk over 4,000 years of dates would take minutes.
        assert perf_counter() - began < 0.5

    def test_goes_on_from_one_to_the_next(self):
        now = local("2026-01-01")
        found = []
        for _ in range(120):
            following = weekly(6, "01:30").next_occurrence(now)
            found.append(following)
            now = following.starts_at.astimezone(UTC) + timedelta(seconds=1)
        days = [each.original_date for each in found]

        assert all(after - before == timedelta(7) for before, after in pairwise(days))
        assert (
            list(islice(weekly(6, "01:30").occurrences(local("2026-01-01"), now), 120))
            == found
        )
