"""A calendar file as text: its lines made whole, its events and zones apart from one another.

Each event is parsed on its own, so that a broken one takes none of the others with it.
"""

import re
from typing import NamedTuple

from .limits import MOST_RECORDS
from .records import FormatError

_FOLD = re.compile(r"\r?\n[ \t]|\r(?!\n)[ \t]")
_LINE_END = re.compile(r"\r\n?|\n")
_LONGEST_EVENT = 200_000  # characters


class CalendarText(NamedTuple):
    """The parts of a file that matter here, each as text."""

    events: list[str]
    zones: list[str]
    timezone: str  # X-WR-TIMEZONE, "" where it is not told


def calendar_text(text: str) -> CalendarText:
    """The parts, or FormatError where the file is no calendar or stops in the middle."""
    lines = _LINE_END.split(_FOLD.sub("", text))
    open_parts: list[str] = []
    events: list[str] = []
    zones: list[str] = []
    timezone = ""
    start = 0
    for index, line in enumerate(lines):
        word, _, rest = line.partition(":")
        keyword = word.strip().upper()
        name = rest.strip().upper()
        if keyword == "BEGIN":
            open_parts.append(name)
            start = index if name in ("VEVENT", "VTIMEZONE") else start
        elif keyword == "END":
            _close(open_parts, name)
            if name in ("VEVENT", "VTIMEZONE"):
                part = "\r\n".join(lines[start : index + 1]) + "\r\n"
                (events if name == "VEVENT" else zones).append(part)
        elif keyword == "X-WR-TIMEZONE":
            timezone = rest.strip()
    _require_whole(open_parts, events)
    return CalendarText(events, zones, timezone)


def is_too_long(event: str) -> bool:
    """Whether an event has more text than any could need."""
    return len(event) > _LONGEST_EVENT


def _close(open_parts: list[str], name: str) -> None:
    """Some programs forget to end what they began; what is around it ends it."""
    if name in open_parts:
        while open_parts.pop() != name:
            pass


def _require_whole(open_parts: list[str], events: list[str]) -> None:
    if open_parts:
        raise FormatError("The calendar stops in the middle: its end is missing.")
    if len(events) > MOST_RECORDS:
        raise FormatError(f"The calendar holds more than {MOST_RECORDS:,} events.")
