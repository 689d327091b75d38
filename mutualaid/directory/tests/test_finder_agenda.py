from datetime import UTC, date, datetime, time, timedelta

import pytest

from mutualaid.directory.finder import bits
from mutualaid.directory.finder.agenda import Agenda
from mutualaid.directory.recurrence import (
    DateException,
    ExceptionKind,
    Frequency,
    Schedule,
)

SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVERYTHING = 0b111111


def weekly(weekday, hour, minute=0, **rest):
    return Schedule(
        Frequency.WEEKLY, weekday=weekday, start_time=time(hour, minute), **rest
    )


BY_APPOINTMENT = Schedule(Frequency.APPOINTMENT)
SATURDAY_EVENING = weekly(5, 19)
SATURDAY_MORNING = weekly(5, 10)
SUNDAY = weekly(6, 11)
OVER = weekly(0, 19, ends_on=date(2026, 1, 31))
NOT_TODAY = weekly(
    5,
    18,
    exceptions=(DateException(date(2026, 11, 21), ExceptionKind.CANCELLED),),
)


@pytest.fixture
def agenda():
    return Agenda(
        [BY_APPOINTMENT, SATURDAY_MORNING, OVER, SUNDAY, SATURDAY_EVENING, NOT_TODAY]
    )


class TestSoonest:
    def test_orders_by_the_next_date_and_leaves_the_dateless_to_the_end(self, agenda):
        order = agenda.soonest(EVERYTHING, SATURDAY_NOON, 10)

        assert order[:4] == [4, 3, 1, 5]
        assert set(order[4:]) == {0, 2}

    def test_gives_no_more_than_are_wanted(self, agenda):
        assert agenda.soonest(EVERYTHING, SATURDAY_NOON, 2) == [4, 3]

    def test_walking_the_set_and_walking_the_agenda_agree(self):
        schedules = [weekly(at % 7, at % 24) for at in range(168)]
        agenda = Agenda(schedules * 5)
        few = bits.from_positions([3, 40, 167], 840)
        everything = (1 << 840) - 1

        walked = agenda.soonest(everything, SATURDAY_NOON, 840)

        assert agenda.soonest(few, SATURDAY_NOON, 3) == [
            at for at in walked if at in {3, 40, 167}
        ]

    def test_keeps_up_with_the_clock_both_ways(self, agenda):
        def first(now):
            return agenda.soonest(EVERYTHING, now, 1)

        assert first(SATURDAY_NOON) == [4]
        assert first(SATURDAY_NOON + timedelta(hours=8)) == [3]
        assert first(SATURDAY_NOON) == [4]

    def test_a_meeting_that_has_just_begun_still_counts(self, agenda):
        begun = SATURDAY_NOON.replace(hour=19, minute=10)

        assert agenda.soonest(EVERYTHING, begun, 1) == [4]
        assert agenda.soonest(EVERYTHING, begun + timedelta(minutes=1), 1) == [3]


class TestOnDate:
    def test_counts_real_dates_not_weekdays(self, agenda):
        assert set(bits.positions(agenda.on_date(date(2026, 11, 21)))) == {1, 4}
        assert set(bits.positions(agenda.on_date(date(2026, 11, 28)))) == {1, 4, 5}


class TestStillToday:
    def test_leaves_out_what_is_over(self, agenda):
        at_nine = SATURDAY_NOON.replace(hour=9)

        assert set(bits.positions(agenda.still_today(at_nine))) == {1, 4}
        assert set(bits.positions(agenda.still_today(SATURDAY_NOON))) == {4}
        assert set(bits.positions(agenda.still_today(at_nine))) == {1, 4}


class TestOnWeekday:
    def test_goes_by_the_pattern(self, agenda):
        assert set(bits.positions(agenda.on_weekday(5, SATURDAY_NOON))) == {1, 4, 5}

    def test_tells_another_zone_in_the_time_of_england(self):
        late_in_new_york = weekly(5, 22, timezone="America/New_York")
        agenda = Agenda([late_in_new_york])

        assert agenda.on_weekday(6, SATURDAY_NOON) == 1
        assert agenda.on_weekday(5, SATURDAY_NOON) == 0
        assert agenda.between(time(3), time(3, 1), SATURDAY_NOON) == 1

    def test_a_date_of_the_month_falls_on_its_next_weekday(self):
        on_the_first = Schedule(
            Frequency.MONTHLY_DATE, day_of_month=1, start_time=time(19)
        )
        agenda = Agenda([on_the_first])

        tuesday = date(2026, 12, 1).weekday()
        assert agenda.on_weekday(tuesday, SATURDAY_NOON) == 1
        assert agenda.on_weekday(tuesday + 1, SATURDAY_NOON) == 0


class TestBetween:
    @pytest.mark.parametrize(
        ("after", "before", "found"),
        [
            (time(10), None, {1, 3, 4, 5}),
            (time(10, 1), None, {3, 4, 5}),
            (None, time(11), {1}),
            (time(11), time(18), {3}),
            (time(18), time(10, 30), {1, 4, 5}),
        ],
    )
    def test_starts_at_or_after_and_before(self, agenda, after, before, found):
        # The one that is over keeps its hour of 7pm.
        expected = found | ({2} if 4 in found else set())

        among = agenda.between(after, before, SATURDAY_NOON)

        assert set(bits.positions(among)) == expected
