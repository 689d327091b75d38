"""Dates and instants as lists write them. Slashed dates put the day first, as in Britain."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
_IN_WORDS = re.compile(
    r"(?:[a-z]+,? )?([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*,?[ -]([0-9]{4}|[0-9]{2})"
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1990, 2101)  # outside of these it is a slip, or a sheet's "never"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 60


def read_date(value: Any) -> date | None:
    """A day, None where it can't be understood."""
    text = " ".join(str(value).casefold().split())[:_LONGEST]
    found = _day_first(text) or _in_words(text) or _iso_date(text)
    return found if found and found.year in _YEARS else None


def read_instant(value: Any) -> datetime | None:
    """An aware instant in UTC; what has no zone is UTC, as in Meeting Guide's `updated`."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_epoch(value)
    text = str(value).strip()[:_LONGEST]
    found = _iso_instant(text) or _midnight(read_date(text))
    return found if found and found.year in _YEARS else None


def _day_first(text: str) -> date | None:
    match = _DAY_FIRST.fullmatch(text)
    return _date(match[3], int(match[2]), match[1]) if match else None


def _in_words(text: str) -> date | None:
    match = _IN_WORDS.fullmatch(text)
    if not match or match[2] not in _MONTHS:
        return None
    return _date(match[3], _MONTHS.index(match[2]) + 1, match[1])


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return None


def _iso_date(text: str) -> date | None:
    is_readable = _iso_instant(text.upper()) is not None
    return date.fromisoformat(text[:10]) if is_readable else None


def _iso_instant(text: str) -> datetime | None:
    if not _ISO.match(text):
        return None
    try:
        read = datetime.fromisoformat(text)
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _of_epoch(number: float) -> datetime | None:
    """Seconds or, where that would be far off, milliseconds since 1970."""
    for seconds in (number, number / 1000) if abs(number) < 1e14 else ():
        if 0 < seconds < 4e9:
            found = _EPOCH + timedelta(seconds=seconds)
            return found if found.year in _YEARS else None
    return None
