"""Times of day in the spellings that lists use: "7.30 p.m.", "1930", "noon", "7-8.30pm"."""

import re
import unicodedata
from datetime import time
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

DAY = 24 * 60  # minutes; "24:00" is this, the end of the day

_NAMED = {
    "noon": 720, "midday": 720, "12 noon": 720, "12noon": 720, "12 midday": 720,
    "12:00 noon": 720, "12.00 noon": 720, "midnight": 0, "12 midnight": 0,
    "12midnight": 0, "12:00 midnight": 0,
}  # fmt: skip
_HALF_OF_DAY = (
    (r"(?<=[0-9\s])a\.?\s?m\b\.?|\b(?:in the )?mornings?\b", "am"),
    (r"(?<=[0-9\s])p\.?\s?m\b\.?|\b(?:in the )?(?:evening|afternoon)s?\b", "pm"),
    (r"\s*\b(?:hours|hrs?|o.?clock)\b\.?|(?<=[0-9])\s*(?:hours|hrs?)\b\.?", ""),
)  # fmt: skip
_CLOCK = re.compile(
    r"t?(?P<hour>[0-9]{1,2})(?:\s*[:.;,h\s]\s*(?P<minute>[0-9]{2}))?(?::[0-9]{2}(?:\.[0-9]+)?z?)?"
    r"h?\s*(?P<half>am|pm)?"
)
_FIGURES = re.compile(r"(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})\s*(?P<half>am|pm)?")
_FRACTION_OF_DAY = re.compile(r"0?\.(?:5|75|25|[0-9]{3,})")  # how a sheet stores a time
_BETWEEN = re.compile(r"\s*(?:[-–—~\u2212]+|\bto\b|\btill?\b|\buntil\b)\s*")
_LONGEST = 60


class Style(Enum):
    """How a source tells a time, and so how surely."""

    PLAIN = "noon or half past twelve: the same in every style"
    HALVES = "with am or pm"
    COUNTS_TO_24 = "19:30 or 07:30"
    OPEN = "7:30: either half of the day"


class ClockTime(NamedTuple):
    """A time of day as its source told it."""

    minutes: int  # since midnight, up to DAY
    style: Style = Style.PLAIN

    @property
    def time(self) -> time:
        return time(*divmod(self.minutes % DAY, 60))


def read_clock(value: Any) -> ClockTime | None:
    """One time of day, None where it can't be understood."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, float):
        return _of_fraction(value) if 0 < value < 1 else _of_text(f"{value:g}")
    if isinstance(value, int):
        return _of_text(str(value)) if 0 <= value < 2400 else None
    return _of_text(value)


def read_clock_range(value: Any) -> tuple[ClockTime | None, ClockTime | None]:
    """ "19:00-20:30" as start and end; a single time has no end."""
    if not isinstance(value, str):
        return read_clock(value), None
    return _of_range(value)


@lru_cache(maxsize=2048)
def _of_range(value: str) -> tuple[ClockTime | None, ClockTime | None]:
    if len(value) > _LONGEST:
        return None, None
    text = re.sub(r"^\s*from\b", "", _normal(value))
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) != 2:
        return read_clock(value), None
    start, end = _of_text(parts[0]), _of_text(parts[1])
    if start is None or end is None:
        return None, None
    return agreed(start, end)


def agreed(start: ClockTime, end: ClockTime) -> tuple[ClockTime, ClockTime]:
    """In "7-8.30pm" and "7pm-8.30" the half of the day is said once and meant twice."""
    if (start.style, end.style) == (Style.OPEN, Style.HALVES):
        later = start.minutes + DAY // 2
        minutes = later if later < end.minutes else start.minutes
        return ClockTime(minutes, Style.HALVES), end
    if (start.style, end.style) == (Style.HALVES, Style.OPEN):
        later = end.minutes + DAY // 2
        minutes = end.minutes if end.minutes > start.minutes else later
        return start, ClockTime(minutes, Style.HALVES)
    return start, end


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=2048)
def _of_text(value: str) -> ClockTime | None:
    if len(value) > _LONGEST:
        return None
    text = _normal(value)
    if text in _NAMED:
        return ClockTime(_NAMED[text])
    if _FRACTION_OF_DAY.fullmatch(text):
        return _of_fraction(float(text))
    for pattern, half in _HALF_OF_DAY:
        text = re.sub(pattern, half, text).strip()
    match = _CLOCK.fullmatch(text) or _FIGURES.fullmatch(text)
    return _of_match(match) if match else None


def _of_fraction(fraction: float) -> ClockTime:
    return ClockTime(round(fraction * DAY), Style.COUNTS_TO_24)


def _of_match(match: re.Match[str]) -> ClockTime | None:
    figures, half = match["hour"], match["half"]
    hour, minute = int(figures), int(match["minute"] or 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    if half:
        return ClockTime(_hour_of_24(hour, half) * 60 + minute, Style.HALVES)
    return ClockTime(hour * 60 + minute, _style(figures))


def _style(figures: str) -> Style:
    if figures.startswith("0") or int(figures) > 12:
        return Style.COUNTS_TO_24
    return Style.PLAIN if figures == "12" else Style.OPEN


def _hour_of_24(hour: int, half: str) -> int:
    if hour > 12:  # "19:30 pm" is said twice, and no less clear
        return hour
    return hour % 12 + (12 if half == "pm" else 0)
