"""Schedules for the tests of recurrence and of calendar files: a table, and any number more."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from mutualaid.directory.recurrence import (
    DateException,
    ExceptionKind,
    Frequency,
    Schedule,
)

FIRST, LAST = date(2026, 1, 1), date(2036, 12, 31)
LONDON = "Europe/London"
ZONES = (
    LONDON,
    LONDON,  # twice: it is what nearly all of ours are in
    "Europe/Dublin",  # winter is the time that is saved
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",  # changes by half an hour
    "America/Nuuk",  # the skipped hour ends at midnight
    "Asia/Kolkata",
    "UTC",
)
# The hours in which clocks change, the ends of the day, and ordinary evenings.
TIMES = (
    *(time(hour, minute) for hour in (0, 1, 2) for minute in (0, 30)),
    *(time(3), time(12), time(19), time(19, 30), time(23), time(23, 55)),
)


def weekly(weekday: int, start: str = "19:30", **fields: object) -> Schedule:
    return _schedule(Frequency.WEEKLY, start, weekday=weekday, **fields)


def monthly(
    weekday: int, *ordinals: int, start: str = "19:30", **fields: object
) -> Schedule:
    fields = {"weekday": weekday, "ordinals": ordinals, **fields}
    return _schedule(Frequency.MONTHLY_WEEKDAY, start, **fields)


def on_day(day: int, start: str = "19:30", **fields: object) -> Schedule:
    return _schedule(Frequency.MONTHLY_DATE, start, day_of_month=day, **fields)


def _schedule(frequency: Frequency, start: str, **fields: object) -> Schedule:
    fields = {"duration": timedelta(minutes=90), **fields}
    return Schedule(frequency, start_time=time.fromisoformat(start), **fields)


def cancelled(day: date, note: str = "") -> DateException:
    return DateException(day, ExceptionKind.CANCELLED, note=note)


def moved(
    day: date,
    to: date | None = None,
    at: str | None = None,
    lasting: timedelta | None = None,
    note: str = "",
) -> DateException:
    start = time.fromisoformat(at) if at else None
    return DateException(day, ExceptionKind.MOVED, to, start, lasting, note)


def extra(
    day: date,
    at: str | None = None,
    lasting: timedelta | None = None,
    note: str = "",
) -> DateException:
    start = time.fromisoformat(at) if at else None
    return DateException(day, ExceptionKind.EXTRA, None, start, lasting, note)


def local(text: str, zone: str = LONDON, fold: int = 0) -> datetime:
    """An instant from what a wall clock shows: "2026-03-29 01:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def starts(
    schedule: Schedule, after: str, before: str, zone: str = LONDON
) -> list[str]:
    """What the wall clock shows at the start of each."""
    found = schedule.occurrences(local(after, zone), local(before, zone))
    return [f"{each.starts_at:%Y-%m-%d %H:%M}" for each in found]


APPOINTMENT = Schedule(Frequency.APPOINTMENT)
THURSDAY = date(2026, 11, 26)
SPRING_2026, AUTUMN_2026 = date(2026, 3, 29), date(2026, 10, 25)

TABLE = {
    "every Thursday evening": weekly(3),
    "every Sunday, in the hour that spring skips": weekly(6, "01:30"),
    "every Sunday, over the change of the clocks": weekly(6, "00:30"),
    "every Saturday, past midnight": weekly(5, "23:30"),
    "every Saturday, past midnight in New York": weekly(
        5, "23:30", timezone="America/New_York"
    ),
    "every other Monday, over years of 53 weeks": weekly(
        0, interval=2, anchored_on=date(2025, 12, 22)
    ),
    "every third Wednesday, counted from a Sunday": weekly(
        2, interval=3, anchored_on=date(2025, 11, 30)
    ),
    "every Friday of one summer": weekly(
        4, starts_on=date(2027, 6, 1), ends_on=date(2027, 8, 27)
    ),
    "the first and third Tuesday": monthly(1, 1, 3),
    "the last Sunday, on which clocks change": monthly(6, -1, start="01:30"),
    "the fourth and the last Saturday": monthly(5, 4, -1),
    "the fifth Monday": monthly(0, 5),
    "the fifth and the last Friday": monthly(4, 5, -1),
    "the second Thursday of every third month": monthly(
        3, 2, interval=3, anchored_on=date(2025, 11, 13)
    ),
    "the 15th": on_day(15),
    "the 31st": on_day(31, start="23:00"),
    "the 29th of every other month, February too": on_day(
        29, interval=2, anchored_on=date(2024, 2, 29)
    ),
    "29 February": on_day(29, interval=12, anchored_on=date(2024, 2, 29)),
    "the 30th in Lord Howe": on_day(30, start="02:00", timezone="Australia/Lord_Howe"),
    "Christmas: a skipped, a moved and two added": weekly(
        3,
        exceptions=(
            cancelled(date(2026, 12, 24)),
            moved(date(2026, 12, 31), date(2027, 1, 2), at="11:00"),
            extra(date(2026, 12, 25), at="12:00", lasting=timedelta(hours=4)),
            extra(date(2026, 12, 26)),
        ),
    ),
    "moved on to the change of the clocks": weekly(
        3,
        exceptions=(
            moved(date(2026, 3, 26), SPRING_2026, at="01:30"),
            moved(date(2026, 10, 22), AUTUMN_2026, at="01:30"),
            moved(date(2027, 3, 25), date(2027, 3, 28), at="00:30"),
        ),
    ),
    "moved from before a change to after it": weekly(
        6, "00:30", exceptions=(moved(SPRING_2026, date(2026, 3, 31)),)
    ),
    "only longer, on one date": weekly(
        3, exceptions=(moved(date(2026, 5, 7), lasting=timedelta(hours=3)),)
    ),
    "a moved and an added date beyond its end": weekly(
        3,
        ends_on=date(2026, 6, 30),
        exceptions=(
            moved(date(2026, 6, 25), date(2026, 7, 2)),
            extra(date(2026, 9, 3)),
        ),
    ),
    "an extra at another hour of a usual date, and one at the usual": weekly(
        3,
        exceptions=(
            extra(date(2026, 5, 7), at="10:00"),
            extra(date(2026, 5, 14), lasting=timedelta(hours=2)),
        ),
    ),
    "exceptions left over from another pattern": weekly(
        3,
        exceptions=(
            cancelled(date(2026, 5, 5)),
            moved(date(2026, 5, 12), date(2026, 5, 13)),
        ),
    ),
    "of unknown length": weekly(3, duration=None),
    "all day and all night": weekly(5, "12:00", duration=timedelta(hours=24)),
}

_dates = st.dates(FIRST, LAST)
_lengths = st.sampled_from((None, 15, 60, 90, 300, 1440)).map(
    lambda minutes: minutes and timedelta(minutes=minutes)
)


@st.composite
def patterns(draw: st.DrawFn) -> Schedule:
    """A series without exceptions, counted from a date before 2026."""
    starts_on = draw(st.none() | st.dates(date(2019, 1, 1), date(2034, 1, 1)))
    lasts = draw(st.none() | st.integers(0, 4000).map(timedelta))
    return Schedule(
        frequency=draw(
            st.sampled_from([each for each in Frequency if each != "appointment"])
        ),
        weekday=draw(st.integers(0, 6)),
        interval=draw(st.sampled_from((1, 1, 2, 2, 3, 4, 6, 12))),
        ordinals=tuple(
            draw(st.lists(st.sampled_from((1, 2, 3, 4, 5, -1)), min_size=1, max_size=3))
        ),
        day_of_month=draw(st.integers(1, 31)),
        start_time=draw(st.sampled_from(TIMES)),
        duration=draw(_lengths),
        timezone=draw(st.sampled_from(ZONES)),
        starts_on=starts_on,
        ends_on=starts_on + lasts if starts_on and lasts else None,
        anchored_on=draw(st.dates(date(2015, 1, 1), date(2018, 12, 31))),
    )


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """A series with some exceptions: to dates that it has, and to others."""
    pattern = draw(patterns())
    usual = list(pattern.pattern_dates(FIRST, LAST))
    dates = _dates if not usual else _dates | st.sampled_from(usual)
    exceptions = draw(
        st.lists(_exceptions(dates), max_size=6, unique_by=lambda e: e.original_date)
    )
    fields = {name: getattr(pattern, name) for name in Schedule.__slots__}
    return Schedule(**fields | {"exceptions": tuple(exceptions)})


@st.composite
def _exceptions(draw: st.DrawFn, dates: st.SearchStrategy[date]) -> DateException:
    day = draw(dates)
    kind = draw(st.sampled_from(ExceptionKind))
    shift = st.integers(-40, 40).map(timedelta)
    new_date = st.none() | shift.map(lambda days: day + days)
    return DateException(
        original_date=day,
        kind=kind,
        new_date=draw(new_date) if kind == ExceptionKind.MOVED else None,
        start_time=draw(st.none() | st.sampled_from(TIMES)),
        duration=draw(_lengths),
    )
