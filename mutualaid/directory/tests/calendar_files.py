"""A calendar file as the tests ask for it, and the ways they look into it."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from mutualaid.directory.calendar_file import meeting_calendar
from mutualaid.directory.recurrence import Schedule

NOW = datetime(2026, 11, 21, 12, 30, 15, tzinfo=UTC)  # a Saturday
TOLD = {
    "uid": "riverside-thursday@meetings.example",
    "title": "Riverside group",
    "description": "Tea from seven.",
    "location": "Riverside Hall, Weir Lane",
    "geo": (51.5, -2.25),
    "url": "https://meetings.example/riverside/",
    "conference_url": "",
    "now": NOW,
    "last_modified": datetime(2026, 11, 1, 9, tzinfo=UTC),
    "sequence": 4,
}


def file_of(schedule: Schedule, **changes) -> bytes:
    return meeting_calendar(schedule=schedule, **TOLD | changes)


def lines_of(schedule: Schedule, **changes) -> list[str]:
    """The content lines of the events, unfolded."""
    text = file_of(schedule, **changes).decode()
    return text.split("BEGIN:VEVENT", 1)[1].replace("\r\n ", "").split("\r\n")


def events_of(schedule: Schedule, **changes) -> list[Event]:
    return Calendar.from_ical(file_of(schedule, **changes)).events


def line(lines: list[str], name: str) -> str:
    (only,) = (each for each in lines if each.startswith(name))
    return only
