"""When a record's meeting is held: its days and dates as schedules."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, partial

from mutualaid.directory.recurrence import Frequency, Schedule

from .calendar_dates import read_date
from .clock_times import DAY, ClockTime
from .day_of_week import day_name, read_days
from .findings import quoted
from .plain_text import one_line
from .repetition import Repetition, read_repetition
from .source_record import SourceRecord
from .start_and_length import ClockHabit, start_and_length
from .time_zones import read_timezone

# Thousands of meetings share a few hundred slots; one object each is quicker, and smaller.
_schedule = lru_cache(maxsize=4096)(Schedule)
_BY_APPOINTMENT = Repetition(Frequency.APPOINTMENT)
_NO_DATE = {"ongoing", "none", "tbc", "tba", "open", "never", "continuing"}


def schedules_of(
    record: SourceRecord, timezone: str, habit: ClockHabit
) -> tuple[Schedule, ...]:
    """A schedule for each weekly slot; a record with neither day nor time is by appointment."""
    repetition = _repetition(record)
    start, length = start_and_length(record, habit)
    series = _series(record, timezone)
    if (repetition is None and start is None) or repetition == _BY_APPOINTMENT:
        return (series(Frequency.APPOINTMENT),)
    if repetition is None:
        record.refuse("day", "It has a time but no day.")
    if start is None:
        record.refuse("time", "It has a day but no time.")
    series = partial(series, start_time=start.time, duration=length)
    return _slots(record, series, repetition, is_next_day=_is_next_day(start))


def _series(record: SourceRecord, timezone: str) -> partial[Schedule]:
    starts_on, ends_on = _date(record, "starts_on"), _date(record, "ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        record.refuse("ends_on", "Its last date is before its first.")
    zone = _timezone(record) or timezone
    return partial(_schedule, timezone=zone, starts_on=starts_on, ends_on=ends_on)


def _slots(
    record: SourceRecord,
    series: partial[Schedule],
    repetition: Repetition,
    is_next_day: bool,
) -> tuple[Schedule, ...]:
    held_on = _date(record, "held_on") or series.keywords["starts_on"]
    _require_known_dates(record, repetition, held_on, is_next_day)
    if repetition.frequency == Frequency.MONTHLY_DATE:
        return (series(repetition.frequency, day_of_month=repetition.day_of_month),)
    return tuple(
        series(
            repetition.frequency,
            weekday=day,
            interval=repetition.interval,
            ordinals=repetition.ordinals,
            anchored_on=_first(held_on, day, repetition),
        )
        for day in sorted((day + is_next_day) % 7 for day in repetition.weekdays)
    )


def _is_next_day(start: ClockTime) -> bool:
    return start.minutes == DAY  # "24:00 on Monday" is the first minute of Tuesday


def _first(held_on: date | None, weekday: int, repetition: Repetition) -> date | None:
    """The first date from then on that is such a day; only wanted where weeks are skipped."""
    if held_on is None or repetition.interval == 1:
        return None
    return held_on + timedelta(days=(weekday - held_on.weekday()) % 7)


def _require_known_dates(
    record: SourceRecord,
    repetition: Repetition,
    held_on: date | None,
    is_next_day: bool,
) -> None:
    is_monthly_by_day = repetition.frequency == Frequency.MONTHLY_WEEKDAY
    if repetition.frequency != Frequency.MONTHLY_DATE and not repetition.weekdays:
        record.refuse("day", "It has a time but no day.")
    if is_monthly_by_day and not repetition.ordinals:
        day = day_name(repetition.weekdays[0])
        reason = f"It is monthly, but nothing says on which {day} of the month."
        record.refuse("frequency", reason)
    if repetition.interval > 1 and held_on is None:
        weeks = repetition.interval
        reason = f"It meets every {weeks} weeks, but no date says in which of them."
        record.refuse("frequency", reason)
    if is_next_day and repetition.frequency != Frequency.WEEKLY:
        record.refuse("time", "The time 24:00 leaves open on which date it starts.")


def _repetition(record: SourceRecord) -> Repetition | None:
    by_day, by_frequency = _stated_by_day(record), _stated_by_frequency(record)
    if by_day is None or by_frequency is None:
        return by_day or by_frequency
    if by_frequency.frequency == Frequency.APPOINTMENT:
        return by_frequency
    merged = _merged(by_day, by_frequency)
    if merged is None:
        reason = "The day and the frequency say different things, so the dates are not known."
        record.refuse("frequency", reason)
    return merged


def _merged(by_day: Repetition, by_frequency: Repetition) -> Repetition | None:
    """One pattern of two, None where they differ: "Friday" and "1st", "1st Friday" and "monthly"."""
    if by_frequency.weekdays not in ((), by_day.weekdays):
        return None
    on_its_days = replace(by_frequency, weekdays=by_day.weekdays)
    if by_day == Repetition(Frequency.WEEKLY, weekdays=by_day.weekdays):
        return on_its_days
    says_only_monthly = by_frequency == Repetition(Frequency.MONTHLY_WEEKDAY)
    if says_only_monthly and by_day.frequency != Frequency.WEEKLY:
        return by_day
    return by_day if on_its_days == by_day else None


def _stated_by_day(record: SourceRecord) -> Repetition | None:
    value = record.value("day")
    if value is None:
        return None
    days = read_days(one_line(value) if isinstance(value, str) else value)
    if days is None:
        pattern = read_repetition(one_line(value)) if isinstance(value, str) else None
        if pattern is None:
            record.refuse("day", f"The day {quoted(value)} is not a day of the week.")
        return pattern
    return Repetition(Frequency.WEEKLY, weekdays=days) if days else None


def _stated_by_frequency(record: SourceRecord) -> Repetition | None:
    words = record.line("frequency")
    if not words:
        return None
    repetition = read_repetition(words)
    if repetition is None:
        reason = (
            f"The frequency {quoted(words)} can't be read, so the dates are not known."
        )
        record.refuse("frequency", reason)
    return repetition


def _timezone(record: SourceRecord) -> str:
    name = record.line("timezone")
    if not name:
        return ""
    zone = read_timezone(name)
    if not zone:
        record.remark("timezone", f"The time zone {quoted(name)} is not known.")
    return zone


def _date(record: SourceRecord, field: str) -> date | None:
    words = record.line(field)
    if not words or words.casefold() in _NO_DATE:
        return None
    found = read_date(words)
    if found is None:
        record.slip(field, f"The date {quoted(words)} can't be read.")
    return found
