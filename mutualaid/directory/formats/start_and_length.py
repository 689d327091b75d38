"""At what time a record's meeting starts and how long it lasts."""

import re
from datetime import timedelta

from .clock_times import DAY, ClockTime, Style, agreed, read_clock, read_clock_range
from .findings import Findings, quoted
from .source_record import SourceRecord

_LONGEST_MEETING = 12 * 60  # minutes; past this a finishing time is a slip
_LENGTH = re.compile(
    r"(?:(?P<hours>[0-9]{1,2}(?:\.[0-9]{1,2})?)\s*(?:h|hrs?|hours?)(?![a-z]))?\s*(?:and\s*)?"
    r"(?:(?P<minutes>[0-9]{1,4})\s*(?:m|mins?|minutes?)?)?"
)
_LENGTH_ON_CLOCK = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-9]{2})(?::00)?")


class ClockHabit:
    """How a list tells its times. Where it always counts to 24, "7:30" can only be the morning."""

    def __init__(self) -> None:
        self._styles: set[Style] = set()
        self._open: list[tuple[str, str]] = []

    def met(self, record: SourceRecord, field: str, clock: ClockTime) -> None:
        """Takes note of one time."""
        self._styles.add(clock.style)
        if clock.style == Style.OPEN:
            self._open.append((record.label, record.own_name(field)))

    def tell(self, findings: Findings) -> None:
        """One remark where the list leaves morning and evening open."""
        if Style.COUNTS_TO_24 in self._styles and Style.HALVES not in self._styles:
            return
        for label, field in self._open:
            reason = "A time such as 7:30 without am or pm is read as the morning."
            findings.remark(label, field, reason)


def start_and_length(
    record: SourceRecord, habit: ClockHabit
) -> tuple[ClockTime | None, timedelta | None]:
    """The start, None where none is stated, and the length, None where it is not known."""
    value = record.value("time")
    if value is None:
        return None, None
    start, end = read_clock_range(value)
    if start is None:
        record.refuse("time", f"The time {quoted(value)} is not a time of day.")
    end = _stated_end(record) or end
    start, end = agreed(start, end) if end else (start, None)
    habit.met(record, "time", start)
    if isinstance(value, str) and "midnight" in value.casefold():
        record.remark("time", "Midnight is read as the beginning of the day.")
    return start, _length(record, start, end)


def _stated_end(record: SourceRecord) -> ClockTime | None:
    value = record.value("end_time")
    if value is None:
        return None
    end = read_clock(value)
    if end is None:
        record.slip("end_time", f"The time {quoted(value)} is not a time of day.")
    return end


def _length(
    record: SourceRecord, start: ClockTime, end: ClockTime | None
) -> timedelta | None:
    if end is None:
        return _stated_length(record)
    minutes = (end.minutes - start.minutes) % DAY  # an earlier end is past midnight
    if minutes == 0:
        reason = "It ends when it starts, so its length is not known."
        record.slip("end_time", reason)
        return None
    return _believable(record, "end_time", minutes)


def _stated_length(record: SourceRecord) -> timedelta | None:
    words = record.line("duration").casefold()
    match = _LENGTH_ON_CLOCK.fullmatch(words) or _LENGTH.fullmatch(words)
    if not words or not match:
        if words:
            record.slip("duration", f"The length {quoted(words)} can't be read.")
        return None
    minutes = float(match["hours"] or 0) * 60 + int(match["minutes"] or 0)
    if minutes == DAY:  # round the clock, which is no slip
        return timedelta(minutes=minutes)
    return _believable(record, "duration", round(minutes)) if minutes else None


def _believable(record: SourceRecord, field: str, minutes: int) -> timedelta | None:
    if minutes <= _LONGEST_MEETING:
        return timedelta(minutes=minutes)
    hours = minutes // 60
    record.slip(
        field, f"It would last {hours} hours, so its length is taken as not known."
    )
    return None
