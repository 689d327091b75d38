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
)

from .schedules import (
    APPOINTMENT,
    THURSDAY,
    cancelled,
    extra,
    local,
    monthly,
    moved,
    on_day,
    schedules,
    starts,
    weekly,
)

instants = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + minutes,
    st.dates(date(2025, 1, 1), date(2037, 1, 1)),
    st.integers(0, 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
)


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
