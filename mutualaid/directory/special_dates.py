"""Days on which a meeting may not run though its pattern says so, and what is known of each.

Nobody knows until somebody says it: "not confirmed" is the honest answer, and the usual one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

from .recurrence import DateException, ExceptionKind, Schedule

DAYS_AHEAD = 60
# As UK fellowships show it: from the middle of November until early January.
SEASON_BEGINS, SEASON_ENDS = (11, 15), (1, 6)


class SpecialDay(StrEnum):
    """Which day it is."""

    GOOD_FRIDAY = "good-friday"
    EASTER_SUNDAY = "easter-sunday"
    CHRISTMAS_EVE = "christmas-eve"
    CHRISTMAS_DAY = "christmas-day"
    BOXING_DAY = "boxing-day"
    NEW_YEARS_EVE = "new-years-eve"
    NEW_YEARS_DAY = "new-years-day"
    BANK_HOLIDAY = "bank-holiday"  # any other, substitute days among them


class DateStatus(StrEnum):
    """What is known of a meeting on such a day."""

    RUNNING = "running"
    SHUT = "shut"
    MOVED = "moved"
    EXTRA = "extra"
    NOT_CONFIRMED = "not-confirmed"


_EVERY_YEAR = {
    (12, 24): SpecialDay.CHRISTMAS_EVE,
    (12, 25): SpecialDay.CHRISTMAS_DAY,
    (12, 26): SpecialDay.BOXING_DAY,
    (12, 31): SpecialDay.NEW_YEARS_EVE,
    (1, 1): SpecialDay.NEW_YEARS_DAY,
}
_BY_EXCEPTION = {
    ExceptionKind.CANCELLED: DateStatus.SHUT,
    ExceptionKind.MOVED: DateStatus.MOVED,
    ExceptionKind.EXTRA: DateStatus.EXTRA,
}


@dataclass(frozen=True, slots=True)
class SpecialDate:
    """One such date of one meeting."""

    on: date
    day: SpecialDay
    status: DateStatus
    exception: DateException | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has said anything of it."""
        return self.status is DateStatus.NOT_CONFIRMED


def special_day(on: date) -> SpecialDay | None:
    """Which special day this is, if it is one."""
    return special_days(on.year).get(on)


@cache
def special_days(year: int) -> dict[date, SpecialDay]:
    """All of a year, in order."""
    bank = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    days = dict.fromkeys(bank, SpecialDay.BANK_HOLIDAY)
    friday = next(on for on, name in bank.items() if "Good Friday" in name)
    days[friday] = SpecialDay.GOOD_FRIDAY
    days[friday + timedelta(2)] = SpecialDay.EASTER_SUNDAY
    for (month, day), named in _EVERY_YEAR.items():
        days[date(year, month, day)] = named
    return dict(sorted(days.items()))


def special_days_between(first: date, last: date) -> Iterator[tuple[date, SpecialDay]]:
    """Those of these days, both ends included."""
    for year in range(first.year, last.year + 1):
        for on, day in special_days(year).items():
            if first <= on <= last:
                yield on, day


def special_dates(
    schedule: Schedule,
    confirmed: Collection[date],
    today: date,
    days: int = DAYS_AHEAD,
) -> list[SpecialDate]:
    """The meeting's dates to come that are special, or that were moved or added to one."""
    exceptions = {each.original_date: each for each in schedule.exceptions}
    return [
        SpecialDate(on, day, _status(exceptions.get(on), on in confirmed), each)
        for on, day in special_days_between(today, today + timedelta(days))
        if schedule.falls_on(on) or _is_extra(exceptions.get(on))
        for each in [exceptions.get(on)]
    ]


def is_unconfirmed(original_date: date, kind: ExceptionKind | None) -> bool:
    """Whether an occurrence that nobody has confirmed stands on a special day."""
    return kind is None and special_day(original_date) is not None


def is_in_season(today: date) -> bool:
    """Whether the Christmas dates are shown in a box of their own."""
    day = (today.month, today.day)
    return day >= SEASON_BEGINS or day <= SEASON_ENDS


def is_christmas(on: date) -> bool:
    """Whether a special day belongs into that box; substitute days do as well."""
    return (on.month, on.day) >= (12, 24) or on.month == 1


def _is_extra(exception: DateException | None) -> bool:
    return exception is not None and exception.kind == ExceptionKind.EXTRA


def _status(exception: DateException | None, is_confirmed: bool) -> DateStatus:
    if exception is not None:
        return _BY_EXCEPTION[exception.kind]
    return DateStatus.RUNNING if is_confirmed else DateStatus.NOT_CONFIRMED
