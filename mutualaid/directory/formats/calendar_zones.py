"""The time zones of a calendar file, told as names of the IANA database.

Programs name zones as they like. A name that nobody else knows is looked up in the file's own
description of it: the zone of ours that keeps the same clock is the one meant.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from .time_zones import read_timezone

# The larger ones; a file from elsewhere names its zone, or is read with what it says of UTC.
_CANDIDATES = (
    "Europe/London", "Europe/Paris", "Europe/Athens", "Europe/Moscow", "UTC",
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "Asia/Bangkok", "Asia/Kolkata", "Australia/Sydney",
    "Australia/Brisbane", "Pacific/Auckland",
)  # fmt: skip
_SHOWN_BY_WINDOWS = {
    "Eastern Time (US & Canada)": "America/New_York",
    "Central Time (US & Canada)": "America/Chicago",
    "Mountain Time (US & Canada)": "America/Denver",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Coordinated Universal Time": "UTC",
}
_SAMPLES = [
    datetime(year, month, day, 12, tzinfo=UTC)
    for year in (2025, 2026, 2027)
    for month in range(1, 13)
    for day in (2, 16, 28)
]
_TZID = re.compile(r"^TZID[^:\n]*:(.*)$", re.MULTILINE)


class Zones:
    """Asked for zones by the names that one file gives them."""

    def __init__(self, descriptions: Iterable[str], usual: str) -> None:
        """`descriptions` are its VTIMEZONEs; `usual` is what it says of times without a zone."""
        self._descriptions = {
            _bare(names[0]): text
            for text in descriptions
            if len(names := _TZID.findall(text)) == 1
        }
        self._known: dict[str, str] = {}
        self.usual = self.named(usual) if usual else ""

    def named(self, tzid: str) -> str:
        """The IANA name, "" where nobody can know which zone is meant."""
        name = _bare(tzid)
        if name not in self._known:
            self._known[name] = _known_by_name(name) or self._known_by_clock(name)
        return self._known[name]

    def _known_by_clock(self, name: str) -> str:
        if name not in self._descriptions:
            return ""
        try:
            told = Timezone.from_ical(self._descriptions[name])
            zone = cast("Timezone", told).to_tz(lookup_tzid=False)
            clock = _clock_of(zone)
        except Exception:  # what a stranger's file may do to the library is without end
            return ""
        return next((each for each in _CANDIDATES if _clock_named(each) == clock), "")


def _known_by_name(name: str) -> str:
    last = "/".join(name.split("/")[-2:])  # "/freeassociation.example/Europe/London"
    for spelling in (name, WINDOWS_TO_OLSON.get(name, ""), last):
        if zone := read_timezone(spelling):
            return zone
    return _known_by_cities(re.sub(r"^\([^)]*\)\s*", "", name))


def _known_by_cities(name: str) -> str:
    """What Windows shows for a zone: "Dublin, Edinburgh, Lisbon, London" and the like."""
    shown = name.replace(" and ", " & ")
    if shown in _SHOWN_BY_WINDOWS:
        return _SHOWN_BY_WINDOWS[shown]
    cities = [city.strip().replace(" ", "_") for city in name.split(",")]
    found = [zone for city in cities for zone in _zones_by_city().get(city, ())]
    if "Europe/London" in found:
        return "Europe/London"
    return found[0] if found and len(set(map(_clock_named, found))) == 1 else ""


@cache
def _zones_by_city() -> dict[str, list[str]]:
    zones: dict[str, list[str]] = {}
    for name in sorted(available_timezones()):
        region, slash, city = name.partition("/")
        if slash and region not in ("Etc", "posix", "right"):
            zones.setdefault(city, []).append(name)
    return zones


def _bare(name: str) -> str:
    return name.replace("\\", "").strip().strip("\"'").strip()


def _clock_of(zone: tzinfo) -> tuple[Any, ...]:
    return tuple(sample.astimezone(zone).utcoffset() for sample in _SAMPLES)


@cache
def _clock_named(name: str) -> tuple[Any, ...]:
    return _clock_of(ZoneInfo(name))
