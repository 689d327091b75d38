"""The key of each record: stable in its source, and never one for two meetings."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mutualaid.directory.recurrence import Schedule

from .day_of_week import day_name
from .plain_text import word_of
from .records import MeetingRecord

_LONGEST_KEY = 120
_MADE_OF = (
    "name", "day", "time", "location", "address", "formatted_address", "postal_code",
)  # fmt: skip


def stated_key(values: dict[str, Any]) -> str:
    """The key that the source gives the record, "" where it gives none."""
    return _short(_bare(values.get("slug")) or _bare(values.get("id")))


def made_key(values: dict[str, Any]) -> str:
    """A key made of what tells one meeting from another; the same as long as that stays."""
    told = [values.get(field) for field in _MADE_OF]
    words = re.sub(
        r"[\W_]+", "-", " ".join(str(part) for part in told if part)
    ).casefold()
    return _short(words.strip("-")) or "nameless"


class Keys:
    """Gives out the keys of one reading.

    A key that several different records share goes to none of them alone: each gets its own
    slot added. So if one of them leaves the list, no other takes over its key, and with it what
    people have confirmed about another meeting.
    """

    def __init__(self, records: Iterable[tuple[str, dict[str, Any]]]) -> None:
        same_key: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for key, raw in records:
            same_key[key].append(raw)
        self._taken = set(same_key)
        self._numbers: dict[str, int] = {}  # where the counting goes on
        shared = {key: raws for key, raws in same_key.items() if len(raws) > 1}
        self._repeated = frozenset(shared)
        self._shared = {key for key, raws in shared.items() if _differ(raws)}
        self._first: dict[tuple[str, str], str] = {}

    def repeats(self, key: str, raw: dict[str, Any], position: str) -> str:
        """The position of the record that this one repeats to the letter, "" if it is the first."""
        if key not in self._repeated:
            return ""
        first = self._first.setdefault((key, _digest(raw)), position)
        return "" if first == position else first

    def given_to(self, meeting: MeetingRecord) -> MeetingRecord:
        """The meeting under a key of its own."""
        if meeting.key not in self._shared:
            return meeting
        wanted = f"{meeting.key}-{_slot(meeting.schedules[0])}"
        key, number = wanted, self._numbers.get(wanted, 1)
        while key in self._taken:
            number += 1
            key = f"{wanted}-{number}"
        self._taken.add(key)
        self._numbers[wanted] = number
        return replace(meeting, key=key)


def _differ(raws: list[dict[str, Any]]) -> bool:
    return len(set(map(_digest, raws))) > 1


def _digest(raw: dict[str, Any]) -> str:
    text = json.dumps(raw, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _slot(schedule: Schedule) -> str:
    if schedule.start_time is None:
        return "appointment"
    day = schedule.weekday
    days = f"day-{schedule.day_of_month}" if day is None else day_name(day)[:3].lower()
    return f"{days}-{schedule.start_time:%H%M}"


def _bare(value: Any) -> str:
    return "-".join(word_of(value).split())


def _short(key: str) -> str:
    if len(key) <= _LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return f"{key[: _LONGEST_KEY - 13]}-{digest}"
