"""How a pattern reads: "Every Thursday, 7pm to 8:30pm", "First and third Tuesday of the month"."""

from datetime import date, datetime, time, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext

from mutualaid.design_system import dates

from .recurrence import Frequency, Schedule


def describe(schedule: Schedule) -> str:
    """The pattern in one line, in the time of its own zone, whatever the exceptions."""
    how_often = {
        Frequency.WEEKLY: _weekly,
        Frequency.MONTHLY_WEEKDAY: _monthly_weekday,
        Frequency.MONTHLY_DATE: _monthly_date,
    }.get(schedule.frequency)
    if how_often is None or schedule.start_time is None:
        return gettext("By appointment")
    times = time_range(schedule.start_time, schedule.duration)
    return f"{how_often(schedule)}, {times}"


def time_range(start: time, length: timedelta | None) -> str:
    """From when until when by the clock on the wall; where the length is not known, from when."""
    if length is None:
        return _clock_time(start)
    end = datetime.combine(date.min, start) + length
    return gettext("%(start)s to %(end)s") % {
        "start": _clock_time(start),
        "end": _clock_time(end.time()),
    }


def _weekly(schedule: Schedule) -> str:
    words = {
        1: gettext("Every %(weekday)s"),
        2: gettext("Every other %(weekday)s"),
    }.get(schedule.interval, gettext("Every %(interval)d weeks on %(weekday)s"))
    return words % {"weekday": _weekday(schedule), "interval": schedule.interval}


def _monthly_weekday(schedule: Schedule) -> str:
    words = {
        1: gettext("%(ordinals)s %(weekday)s of the month"),
        2: gettext("%(ordinals)s %(weekday)s of every other month"),
    }.get(
        schedule.interval,
        gettext("%(ordinals)s %(weekday)s of the month, every %(interval)d months"),
    )
    return words % {
        "ordinals": capfirst(_ordinals(schedule.ordinals)),
        "weekday": _weekday(schedule),
        "interval": schedule.interval,
    }


def _monthly_date(schedule: Schedule) -> str:
    words = {
        1: gettext("On the %(day)s of each month"),
        2: gettext("On the %(day)s of every other month"),
    }.get(
        schedule.interval,
        gettext("On the %(day)s of the month, every %(interval)d months"),
    )
    day = _day_of_month(schedule.day_of_month or 1)
    return words % {"day": day, "interval": schedule.interval}


def _weekday(schedule: Schedule) -> str:
    return str(WEEKDAYS[schedule.weekday or 0])


def _ordinals(ordinals: tuple[int, ...]) -> str:
    names = {
        1: gettext("first"),
        2: gettext("second"),
        3: gettext("third"),
        4: gettext("fourth"),
        5: gettext("fifth"),
        -1: gettext("last"),
    }
    *others, last = (name for ordinal, name in names.items() if ordinal in ordinals)
    if not others:
        return last
    return gettext("%(others)s and %(last)s") % {
        "others": ", ".join(others),
        "last": last,
    }


def _day_of_month(day: int) -> str:
    # Translators: a date of the month; leave the number alone where it takes no ending.
    ending = {
        1: gettext("%(day)dst"),
        2: gettext("%(day)dnd"),
        3: gettext("%(day)drd"),
    }.get(0 if day in {11, 12, 13} else day % 10, gettext("%(day)dth"))
    return ending % {"day": day}


def _clock_time(value: time) -> str:
    """As GOV.UK writes times: 7pm, 7:30pm, midday."""
    return dates.clock_time(value).replace(":00", "")
