"""A calendar's rule of repetition, told as schedules of ours without its exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from mutualaid.directory.recurrence import Frequency, Schedule

from .findings import Refused

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ALL_DAYS = ",".join(_DAYS)
_KNOWN_PARTS = frozenset({
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST",
})  # fmt: skip
_MOST_REPEATS = 5_000
_LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class When:
    """An event's times, each on the wall clock of its zone."""

    start: datetime
    timezone: str
    length: timedelta | None
    rule: Mapping[str, str] = field(default_factory=dict)

    def series(self, frequency: Frequency, **pattern: Any) -> Schedule:
        """A schedule from the day of the start on."""
        return Schedule(
            frequency,
            start_time=self.start.time(),
            duration=self.length,
            timezone=self.timezone,
            starts_on=self.start.date(),
            **pattern,
        )

    @property
    def interval(self) -> int:
        words = self.rule.get("INTERVAL", "1")
        return int(words) if words.isdecimal() and len(words) < 4 else 0


def schedules_of_rule(when: When) -> list[Schedule]:
    """One schedule for each weekly or monthly slot, at least one."""
    schedules = _bounded(_pattern(when), when)
    if not schedules:
        _refuse("RRULE", "Its rule gives no date at all.")
    return schedules


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by their names, or Refused where ours can't say one of them."""
    parts = (part.partition("=") for part in rule.upper().split(";") if part)
    told = {name: value for name, _, value in parts}
    unknown = sorted(told.keys() - _KNOWN_PARTS)
    if unknown:
        _refuse("RRULE", f"Its rule says {', '.join(unknown)}, which ours can’t.")
    return told


def _pattern(when: When) -> list[Schedule]:
    if not when.rule:
        day = when.start.date()
        once = when.series(Frequency.WEEKLY, weekday=day.weekday(), ends_on=day)
        return [once]
    if not 1 <= when.interval <= 520:
        _refuse("RRULE", "Its rule repeats at an interval that can’t be read.")
    kinds = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly}
    told = kinds.get(when.rule.get("FREQ", ""))
    if not told:
        words = when.rule.get("FREQ", "").lower() or "nobody knows how often"
        _refuse("RRULE", f"It repeats {words}, not by weeks or months.")
    return told(when)


def _daily(when: When) -> list[Schedule]:
    if "BYMONTHDAY" in when.rule or "BYSETPOS" in when.rule:
        _refuse("RRULE", "Its daily rule names days of the month.")
    if when.interval % 7 == 0:
        if "BYDAY" in when.rule:
            _refuse("RRULE", "Its daily rule skips days and names days.")
        weeks = {**when.rule, "INTERVAL": str(when.interval // 7)}
        return _weekly(replace(when, rule=weeks))
    if when.interval > 1:
        _refuse("RRULE", f"It repeats every {when.interval} days, not by weeks.")
    return _weekly(replace(when, rule={"BYDAY": _ALL_DAYS, **when.rule}))


def _weekly(when: When) -> list[Schedule]:
    if "BYMONTHDAY" in when.rule or "BYSETPOS" in when.rule:
        _refuse("RRULE", "Its weekly rule names days of the month.")
    first = when.start.date()
    days = _weekdays(when.rule.get("BYDAY") or _DAYS[first.weekday()])
    return [
        when.series(
            Frequency.WEEKLY,
            weekday=day,
            interval=when.interval,
            anchored_on=_first_of(when, day) if when.interval > 1 else None,
        )
        for day in days
    ]


def _first_of(when: When, weekday: int) -> date:
    """The date on that day in the week of the start; weeks begin where the rule says."""
    start = when.start.date()
    first = _weekdays(when.rule.get("WKST", "MO"))[0]
    week = start - timedelta(days=(start.weekday() - first) % 7)
    return week + timedelta(days=(weekday - first) % 7)


def _monthly(when: When) -> list[Schedule]:
    if "BYDAY" in when.rule:
        if "BYMONTHDAY" in when.rule:
            _refuse("RRULE", "Its rule names a weekday and a day of the month.")
        return _monthly_by_weekday(when)
    if "BYSETPOS" in when.rule:
        _refuse("RRULE", "Its rule picks from the days of the month.")
    words = when.rule.get("BYMONTHDAY", str(when.start.day)).split(",")
    if not all(word.isdecimal() and 1 <= int(word) <= 31 for word in words):
        _refuse("RRULE", "Its rule counts days from the end of the month.")
    return [
        when.series(Frequency.MONTHLY_DATE, day_of_month=day, interval=when.interval)
        for day in sorted(set(map(int, words)))
    ]


def _monthly_by_weekday(when: When) -> list[Schedule]:
    ordinals: dict[int, set[int]] = {}
    picked = when.rule.get("BYSETPOS", "")
    words = when.rule["BYDAY"].split(",")
    if picked and (len(words) > 1 or len(words[0]) > 2):
        _refuse("RRULE", "Its rule picks from several weekdays of the month.")
    for word in words:
        weekday = _weekdays(word[-2:])[0]
        numbers = picked.split(",") if picked else [word[:-2] or "every"]
        ordinals.setdefault(weekday, set()).update(map(_ordinal, numbers))
    return [
        when.series(
            Frequency.MONTHLY_WEEKDAY,
            weekday=weekday,
            ordinals=tuple(sorted(numbers, key=lambda number: number % 7)),
            interval=when.interval,
        )
        for weekday, numbers in ordinals.items()
    ]


def _ordinal(word: str) -> int:
    number = word.removeprefix("+")
    if number not in ("1", "2", "3", "4", "5", "-1"):
        _refuse("RRULE", "Its rule names a weekday without its place in the month.")
    return int(number)


def _weekdays(words: str) -> list[int]:
    days = words.split(",")
    if not set(days) <= set(_DAYS):
        _refuse("RRULE", "Its rule names days that can’t be read.")
    return sorted({_DAYS.index(day) for day in days})


def _bounded(schedules: list[Schedule], when: When) -> list[Schedule]:
    """With the last date that UNTIL or COUNT leaves; those that have no date at all left out."""
    if not when.rule:
        return schedules
    last = _last_of_until(when)
    if "COUNT" in when.rule:
        last = _last_of_count(schedules, when.rule["COUNT"])
    if last and last < when.start.date():
        return []
    bounded = (replace(each, ends_on=last) for each in schedules)
    first = when.start.date()
    return [
        each
        for each in bounded
        if next(each.pattern_dates(first, last or _LAST_DAY), None)
    ]


def _last_of_count(schedules: list[Schedule], words: str) -> date:
    count = int(words) if words.isdecimal() and len(words) < 6 else 0
    if not 1 <= count <= _MOST_REPEATS:
        _refuse("RRULE", "Its rule repeats a number of times that can’t be read.")
    first = schedules[0].starts_on or date.min
    dates = merge(*(each.pattern_dates(first, _LAST_DAY) for each in schedules))
    return max(islice(dates, count), default=date.min)


def _last_of_until(when: When) -> date | None:
    words = when.rule.get("UNTIL", "")
    if not words:
        return None
    try:
        if "T" not in words:
            return datetime.strptime(words, "%Y%m%d").date()  # noqa: DTZ007
        until = datetime.strptime(words.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    except ValueError:
        _refuse("RRULE", "The last date of its rule can’t be read.")
    if words.endswith("Z"):
        zone = ZoneInfo(when.timezone)
        until = until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    is_after_the_start = until.time() >= when.start.time()
    return until.date() - timedelta(days=not is_after_the_start)


def _refuse(field: str, reason: str) -> NoReturn:
    raise Refused(field, reason)
