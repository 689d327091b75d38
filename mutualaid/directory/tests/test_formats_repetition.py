import pytest

from mutualaid.directory.formats.repetition import Repetition, read_repetition
from mutualaid.directory.recurrence import Frequency

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def weekly(*weekdays, interval=1):
    return Repetition(Frequency.WEEKLY, interval=interval, weekdays=weekdays)


def monthly(*ordinals, on=()):
    return Repetition(Frequency.MONTHLY_WEEKDAY, ordinals=ordinals, weekdays=on)


class TestReadRepetition:
    @pytest.mark.parametrize(
        ("text", "repetition"),
        [
            ("weekly", weekly()),
            ("Every week", weekly()),
            ("once a week", weekly()),
            ("Weekly (Tuesdays)", weekly(TUE)),
            ("weekly on Tuesday", weekly(TUE)),
            ("Every Tuesday", weekly(TUE)),
            ("Every Monday and Thursday", weekly(MON, THU)),
            ("Mon-Fri", weekly(MON, TUE, WED, THU, FRI)),
            ("daily", weekly(*range(7))),
            ("fortnightly", weekly(interval=2)),
            ("Every fortnight", weekly(interval=2)),
            ("every other week", weekly(interval=2)),
            ("alternate weeks", weekly(interval=2)),
            ("every two weeks", weekly(interval=2)),
            ("2-weekly", weekly(interval=2)),
            ("Two-weekly", weekly(interval=2)),
            ("every other Tuesday", weekly(TUE, interval=2)),
            ("Alternate Mondays", weekly(MON, interval=2)),
            ("every other week - Tuesday", weekly(TUE, interval=2)),
            ("every third week", weekly(interval=3)),
            ("every 4th week", weekly(interval=4)),
            ("1st", monthly(1)),
            ("First", monthly(1)),
            ("last", monthly(-1)),
            ("1st and 3rd", monthly(1, 3)),
            ("1st & 3rd Tuesday", monthly(1, 3, on=(TUE,))),
            ("3rd, 1st", monthly(1, 3)),
            ("first, third and fifth", monthly(1, 3, 5)),
            ("first and last Sunday monthly", monthly(1, -1, on=(SUN,))),
            ("first Saturday", monthly(1, on=(SAT,))),
            ("Last Friday of the month", monthly(-1, on=(FRI,))),
            ("Last Friday of each month", monthly(-1, on=(FRI,))),
            ("2nd Tuesday of every month", monthly(2, on=(TUE,))),
            ("every 2nd Tuesday of the month", monthly(2, on=(TUE,))),
            ("Monthly (2nd)", monthly(2)),
            ("monthly - last", monthly(-1)),
            ("Monthly on the 1st Monday", monthly(1, on=(MON,))),
            ("monthly", monthly()),
            ("once a month", monthly()),
            ("15th of the month", Repetition(Frequency.MONTHLY_DATE, day_of_month=15)),
            ("on the 31st", Repetition(Frequency.MONTHLY_DATE, day_of_month=31)),
            ("by appointment", Repetition(Frequency.APPOINTMENT)),
            ("On request", Repetition(Frequency.APPOINTMENT)),
            ("Ad-hoc", Repetition(Frequency.APPOINTMENT)),
        ],
    )
    def test_reads_what_people_write(self, text, repetition):
        assert read_repetition(text) == repetition

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "whenever",
            "bi-weekly",
            "biweekly",
            "twice a week",
            "every 2nd Tuesday",
            "every second Tuesday",
            "quarterly",
            "0 weekly",
            "every 99 weeks",
            "32nd of the month",
            "15th and 30th",
            "15th Monday",
            "1st Monday 7pm",
            "1st " * 100,
        ],
    )
    def test_does_not_guess(self, text):
        assert read_repetition(text) is None
