from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from mutualaid.directory.recurrence import (
    ExceptionKind,
)

from .schedules import (
    AUTUMN_2026,
    SPRING_2026,
    THURSDAY,
    cancelled,
    extra,
    local,
    moved,
    schedules,
    starts,
    weekly,
)


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
