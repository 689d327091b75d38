from datetime import date, time, timedelta

import pytest
from django.utils import translation

from mutualaid.directory.recurrence import Frequency, Schedule
from mutualaid.directory.recurrence_words import describe, time_range

from .schedules import cancelled, monthly, on_day, weekly

ANCHOR = date(2026, 11, 26)
UNKNOWN = {"duration": None}


class TestDescribe:
    @pytest.mark.parametrize(
        ("schedule", "words"),
        [
            (weekly(3, "19:00"), "Every Thursday, 7pm to 8:30pm"),
            (
                weekly(0, interval=2, anchored_on=ANCHOR, **UNKNOWN),
                "Every other Monday, 7:30pm",
            ),
            (
                weekly(6, interval=3, anchored_on=ANCHOR, **UNKNOWN),
                "Every 3 weeks on Sunday, 7:30pm",
            ),
            (
                monthly(1, 3, 1, start="18:00", duration=timedelta(hours=1)),
                "First and third Tuesday of the month, 6pm to 7pm",
            ),
            (monthly(5, -1, **UNKNOWN), "Last Saturday of the month, 7:30pm"),
            (
                monthly(5, -1, 2, 4, **UNKNOWN),
                "Second, fourth and last Saturday of the month, 7:30pm",
            ),
            (monthly(0, 5, 5, **UNKNOWN), "Fifth Monday of the month, 7:30pm"),
            (
                monthly(0, 1, interval=2, anchored_on=ANCHOR, **UNKNOWN),
                "First Monday of every other month, 7:30pm",
            ),
            (
                monthly(0, 1, interval=3, anchored_on=ANCHOR, **UNKNOWN),
                "First Monday of the month, every 3 months, 7:30pm",
            ),
            (on_day(15, "12:00"), "On the 15th of each month, midday to 1:30pm"),
            (
                on_day(1, interval=2, anchored_on=ANCHOR, **UNKNOWN),
                "On the 1st of every other month, 7:30pm",
            ),
            (
                on_day(22, interval=6, anchored_on=ANCHOR, **UNKNOWN),
                "On the 22nd of the month, every 6 months, 7:30pm",
            ),
            (Schedule(Frequency.APPOINTMENT), "By appointment"),
            (
                Schedule(Frequency.APPOINTMENT, start_time=time(19)),
                "By appointment",
            ),
        ],
    )
    def test_says_the_pattern(self, schedule, words):
        assert describe(schedule) == words

    def test_leaves_exceptions_aside(self):
        skipped = weekly(3, exceptions=(cancelled(ANCHOR),))

        assert describe(skipped) == describe(weekly(3))

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (2, "2nd"),
            (3, "3rd"),
            (11, "11th"),
            (13, "13th"),
            (23, "23rd"),
            (31, "31st"),
        ],
    )
    def test_says_the_day_as_people_do(self, day, words):
        assert describe(on_day(day)).startswith(f"On the {words} of")

    def test_speaks_the_language_of_the_reader(self):
        with translation.override("de"):
            assert "Donnerstag" in describe(weekly(3))


class TestTimeRange:
    @pytest.mark.parametrize(
        ("start", "minutes", "words"),
        [
            ("19:30", None, "7:30pm"),
            ("19:00", 60, "7pm to 8pm"),
            ("11:05", 55, "11:05am to midday"),
            ("12:30", 60, "12:30pm to 1:30pm"),
            ("22:30", 90, "10:30pm to midnight"),
            ("23:30", 90, "11:30pm to 1am"),
            ("00:00", 30, "midnight to 12:30am"),
        ],
    )
    def test_goes_by_the_clock_on_the_wall(self, start, minutes, words):
        length = timedelta(minutes=minutes) if minutes else None

        assert time_range(time.fromisoformat(start), length) == words
