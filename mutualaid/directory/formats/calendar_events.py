"""The events of a calendar as plain records: what each is, and when, in the time of its own zone.

Only what is listed here is taken over. Who organises an event and who comes to it is not.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from .calendar_text import CalendarText, is_too_long
from .calendar_zones import Zones
from .findings import Refused, quoted
from .unpacked import Row

_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "CLASS")
_WAYS_TO_JOIN = (
    "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "X-ONLINE-MEETING-URL",
)  # fmt: skip
_NEEDED = ("DTSTART", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
# The library would make guesses about zones, and warn of them; here the file's own words count.
_TZID = re.compile(
    r"^((?:DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)[^:\r\n]*?);TZID=",
    re.MULTILINE | re.IGNORECASE,
)
_KEY = re.compile(r"[\w.{}-]{1,80}")
_MOST_DATES = 1_000


class BrokenEvent(Refused):
    """The event can't be read; field and reason as with any other record."""


def rows_of(text: CalendarText) -> list[Row]:
    """A row for each series and each single event; dates that differ join their series."""
    zones = Zones(text.zones, text.timezone)
    events = [_Event(part, zones) for part in text.events]
    series = [event for event in events if not event.is_override]
    for event in series:
        event.supersede(series)
    for override in events:
        if override.is_override:
            _join(override, series)
    rows = [event for event in events if event in series or event.fault]
    return [event.row(number) for number, event in enumerate(rows, 1)]


def _join(override: "_Event", series: list["_Event"]) -> None:
    same = [event for event in series if event.uid == override.uid and event.repeats]
    if same and not override.fault:
        max(same, key=lambda event: not event.fault).overrides.append(override)
    elif not override.fault:
        reason = "It changes a date of a series that the file does not hold."
        override.fault = ("RECURRENCE-ID", reason)


class _Event:
    """One VEVENT. `fault` says why it can't be read."""

    def __init__(self, text: str, zones: Zones) -> None:
        self._zones = zones
        self._parts: Any = Event()
        self.fault: tuple[str, str] | None = None
        self.overrides: list[_Event] = []
        self.zone = ""
        try:
            self._parse(text)
        except BrokenEvent as broken:
            self.fault = (broken.field, broken.reason)
        self.uid = _line(self._parts.get("UID"))
        self.is_override = "RECURRENCE-ID" in self._parts
        self.repeats = "RRULE" in self._parts or "RDATE" in self._parts
        self.sequence = _whole_number(self._parts.get("SEQUENCE"))

    def supersede(self, series: list["_Event"]) -> None:
        """Gives way to a later version of the same event, where the file holds one."""
        newest = max(
            (each.sequence for each in series if each.uid == self.uid), default=0
        )
        if self.sequence < newest and self.uid and not self.fault:
            self.fault = ("SEQUENCE", "The file holds a later version of it.")

    def row(self, number: int) -> Row:
        """The event as a record, with all dates of its series that differ."""
        position = f"event {number}"
        try:
            if self.fault:
                raise BrokenEvent(*self.fault)
            return Row(position, self._record())
        except BrokenEvent as broken:
            return Row(position, self._told(), (broken.field, broken.reason))

    def _parse(self, text: str) -> None:
        if is_too_long(text):
            raise BrokenEvent("", "It has more text than any meeting needs.")
        try:
            self._parts = Event.from_ical(_TZID.sub(r"\1;X-TZID=", text))
        except Exception:  # the library's own errors are of many kinds
            raise BrokenEvent(
                "", "It is not written as a calendar's events are."
            ) from None
        for field, _ in self._parts.errors:
            if field in _NEEDED:
                raise BrokenEvent(field, f"Its {field} can’t be read.")
            self._parts.pop(field or "", None)
        for field in ("DTSTART", "DTEND", "RRULE", "RECURRENCE-ID"):
            if isinstance(self._parts.get(field), list):
                raise BrokenEvent(field, f"It has more than one {field}.")
        if "DTSTART" not in self._parts:
            raise BrokenEvent("DTSTART", "It does not say when it starts.")
        self.zone = self._zone_of(self._parts["DTSTART"])

    def _zone_of(self, value: Any) -> str:
        """ "" for the time of wherever one is."""
        tzid = str(value.params.get("X-TZID", ""))
        if not tzid:
            return "UTC" if _is_utc(value.dt) else self._zones.usual
        zone = self._zones.named(tzid)
        if not zone:
            raise BrokenEvent("DTSTART", f"The time zone {quoted(tzid)} is not known.")
        return zone

    def _told(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            name: _text(self._parts[name]) for name in _TEXTS if name in self._parts
        }
        told["id"] = _key(self.uid)
        told["CATEGORIES"] = [
            str(word)
            for value in _each(self._parts.get("CATEGORIES"))
            for word in getattr(value, "cats", [value])
        ]
        told["CONFERENCE"] = [
            _text(value)
            for name in _WAYS_TO_JOIN
            for value in _each(self._parts.get(name))
        ]
        if "GEO" in self._parts:
            told["GEO"] = _text(self._parts["GEO"])
        modified = getattr(self._parts.get("LAST-MODIFIED"), "dt", None)
        if isinstance(modified, datetime):
            told["LAST-MODIFIED"] = f"{modified:%Y-%m-%d %H:%M:%S}"
        return told

    def _record(self) -> dict[str, Any]:
        rules = self._parts.get("RRULE")
        return self._told() | {
            "when": {
                "start": self.start.isoformat(),
                "zone": self.zone,
                "minutes": self.minutes,
                "rule": rules.to_ical().decode() if rules else "",
                "other_rule": "EXRULE" in self._parts,
                "without": [day.isoformat() for day in self._dates("EXDATE")],
                "also": [day.isoformat() for day in self._dates("RDATE")],
                "changed": self._changes(),
            }
        }

    @property
    def start(self) -> date:
        """A date, where it is all day, or a wall-clock time of its zone."""
        return self.wall(self._parts["DTSTART"], self._parts["DTSTART"].dt)

    @property
    def minutes(self) -> int | None:
        """How long it lasts, None where that is not told."""
        length = getattr(self._parts.get("DURATION"), "dt", None)
        end = self._parts.get("DTEND")
        if isinstance(length, timedelta) or end is None or isinstance(end, list):
            return _minutes(length)
        first, last = self.start, self.wall(end, end.dt)
        if not isinstance(first, datetime) or not isinstance(last, datetime):
            return _minutes(last - first) if type(first) is type(last) else None
        zone = ZoneInfo(self.zone or "UTC")
        return _minutes(_instant(last, zone) - _instant(first, zone))

    def wall(self, value: Any, moment: date) -> date:
        """What the clock in the zone of the event shows; dates are dates everywhere."""
        if not isinstance(moment, datetime):
            return moment
        tzid = str(value.params.get("X-TZID", ""))
        zone = "UTC" if _is_utc(moment) and not tzid else self._zones.named(tzid)
        plain = moment.replace(tzinfo=None, microsecond=0)
        if not self.zone or zone in ("", self.zone):
            return plain
        aware = _instant(plain, ZoneInfo(zone))
        return aware.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def _dates(self, field: str) -> Iterator[date]:
        values = (value for value in _each(self._parts.get(field)))
        each = [(value, told.dt) for value in values for told in value.dts]
        for value, moment in each[:_MOST_DATES]:
            yield self.wall(value, moment[0] if isinstance(moment, tuple) else moment)

    def _changes(self) -> list[dict[str, Any]]:
        """The dates that differ, each as its latest version tells it."""
        by_sequence = sorted(self.overrides, key=lambda override: override.sequence)
        told = map(self._change, by_sequence[-_MOST_DATES:])
        return list({change["date"]: change for change in told}.values())

    def _change(self, override: "_Event") -> dict[str, Any]:
        """One date of this series that differs, in the time of this series' zone."""
        parts = override._parts
        told, start = parts["RECURRENCE-ID"], parts["DTSTART"]
        place = _line(parts.get("LOCATION"))
        return {
            "date": self.wall(told, told.dt).isoformat(),
            "start": self.wall(start, start.dt).isoformat(),
            "minutes": override.minutes,
            "is_cancelled": _line(parts.get("STATUS")).upper() == "CANCELLED",
            "is_from_then_on": "RANGE" in told.params,
            "place": place if place != _line(self._parts.get("LOCATION")) else "",
        }


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _is_utc(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.tzname() == "UTC"


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds() / 60)


def _each(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    first = _each(value)[0]
    if isinstance(first, str):
        return str(first)
    written = first.to_ical()
    text = written if isinstance(written, str) else written.decode("utf-8", "replace")
    return text.replace("\\", "")


def _line(value: Any) -> str:
    return " ".join(_text(value).split()) if value is not None else ""


def _whole_number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _key(uid: str) -> str:
    """A UID may look like somebody's e-mail address, and must stay one key for one event."""
    if not uid or _KEY.fullmatch(uid):
        return uid
    return hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()[:24]
