"""iCalendar: a meeting for each series of events, and for each event that is still to come."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from mutualaid.core import clock
from mutualaid.directory.recurrence import Schedule

from .calendar_events import rows_of
from .calendar_series import last_date, schedules_of_event
from .calendar_text import calendar_text
from .decoding import text_of
from .field_names import FieldNames
from .findings import Refused
from .joining_details import is_meeting_room, web_address
from .layout import Layout
from .plain_text import many_lines, one_line
from .source_record import SourceRecord
from .start_and_length import ClockHabit
from .unpacked import Row, Unpacked, headings_of

_PRIVATE = ("PRIVATE", "CONFIDENTIAL")
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


class CalendarFeed(Layout):
    """Events as calendars publish them; who organises or attends them is not looked at."""

    words: ClassVar[Mapping[str, str]] = {
        "SUMMARY": "name",
        "DESCRIPTION": "notes",
        "CATEGORIES": "types",
        "LAST-MODIFIED": "updated",
    }

    def unpack(
        self, data: bytes, names: FieldNames, companions: Mapping[str, bytes]
    ) -> Unpacked:
        rows = rows_of(calendar_text(text_of(data)))
        return Unpacked("icalendar", rows, headings_of([row.record for row in rows]))

    def fields(
        self, row: Row, headings: tuple[str, ...], names: FieldNames
    ) -> dict[str, Any]:
        fields = super().fields(row, headings, names)
        if str(fields.get("STATUS", "")).upper() == "CANCELLED":
            raise Refused("STATUS", "Its source has cancelled it.")
        if str(fields.get("CLASS", "")).upper() in _PRIVATE:
            raise Refused("CLASS", "Its source has marked it as private.")
        return fields

    def told(
        self, raw: dict[str, Any], companions: Mapping[str, Any]
    ) -> dict[str, Any]:
        place = one_line(str(raw.get("LOCATION", "")))
        told: dict[str, Any] = {
            name: raw[name] for name in ("id", *self.words) if name in raw
        }
        north, _, east = str(raw.get("GEO", "")).partition(";")
        links = [str(link) for link in raw.get("CONFERENCE", [])]
        room = _room(
            [place, *links, str(raw.get("URL", ""))], str(raw.get("DESCRIPTION", ""))
        )
        if not web_address(place):
            told |= _venue(place)
        return told | {
            "latitude": north,
            "longitude": east,
            "conference_url": room,
            "url": raw.get("URL", "") if raw.get("URL") != room else "",
        }

    def schedules(
        self, record: SourceRecord, timezone: str, habit: ClockHabit
    ) -> tuple[Schedule, ...]:
        when = record.raw.get("when")
        if not isinstance(when, dict):
            raise Refused("DTSTART", "It does not say when it starts.")
        schedules = schedules_of_event(when, timezone)
        last = last_date(schedules)
        if last and last < clock.now().date():
            raise Refused(
                "DTSTART", f"It was held for the last time on {last:%-d %B %Y}."
            )
        if when.get("zone") == "UTC" and when.get("rule"):
            reason = "It repeats in UTC, so its local time changes with the clocks."
            record.remark("DTSTART", reason)
        return schedules


def _room(stated: list[str], description: str) -> str:
    """The link that opens the meeting: stated as such, or that of a service for meetings."""
    links = [link for words in stated if (link := web_address(words))]
    rooms = [link for link in links if is_meeting_room(link)]
    rooms += [
        link for link in _LINK.findall(many_lines(description)) if is_meeting_room(link)
    ]
    conference = [web_address(words) for words in stated[:-1]]
    return next(iter((*filter(None, conference), *rooms)), "")


def _venue(place: str) -> dict[str, str]:
    """ "St Jude's Hall, 12 High Street, Northbridge" is a name and an address."""
    first, comma, rest = place.partition(",")
    if not comma or any(character.isdigit() for character in first):
        return {"formatted_address": place} if comma else {"location": place}
    return {"location": first.strip(), "formatted_address": rest.strip()}
