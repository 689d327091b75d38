"""What the finder keeps for later, and whom a name finds where there is a place too."""

from datetime import date, time, timedelta

from mutualaid.directory.finder.agenda import Agenda
from mutualaid.directory.recurrence import Frequency, Schedule

from .test_finder_snapshot import ask, entry, keys


class TestDaySets:
    def test_of_many_days_are_not_all_kept_and_stay_right(self):
        agenda = Agenda(
            [
                Schedule(Frequency.WEEKLY, weekday=day, start_time=time(19))
                for day in range(7)
            ]
        )
        days = [date(2026, 11, 23) + timedelta(days=number) for number in range(120)]

        assert [agenda.on_date(day) for day in days] == [
            1 << number % 7 for number in range(120)
        ]
        assert len(agenda._days) < 60
        assert agenda.on_date(days[0]) == 1


class TestNames:
    ENTRIES = [
        entry(1, miles=3, name="Dawn", weekday=5),
        entry(2, miles=1, name="Dawn chorus", weekday=0),
        entry(3, name="Dawn", town="", weekday=6),
        entry(4, miles=2, name="Dusk"),
    ]

    def test_find_the_very_name_first(self):
        assert keys(ask(self.ENTRIES, q="dawn northbridge")) == [1, 2]

    def test_find_the_nearest_first_where_that_is_asked(self):
        answer = ask(self.ENTRIES, q="dawn northbridge", sort="nearest")

        assert keys(answer) == [2, 1]
        assert [round(hit.miles) for hit in answer.hits] == [1, 3]

    def test_put_what_is_nowhere_last_of_the_nearest(self):
        answer = ask(
            self.ENTRIES, q="dawn", sort="nearest", mode=("online", "in-person")
        )

        assert keys(answer) == [2, 1, 3]
        assert answer.hits[2].miles is None

    def test_keep_their_order_where_there_is_no_place_to_be_near_to(self):
        found = keys(ask(self.ENTRIES, near=None, q="dawn", sort="nearest"))

        assert found == [3, 1, 2]
