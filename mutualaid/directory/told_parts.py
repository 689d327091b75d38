"""What somebody tells us of a meeting, in their own words, and what that makes of its fields."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from .formats.personal_details import without_personal_details
from .formats.plain_text import many_lines, one_line
from .meeting_values import Values, value_of
from .models import Meeting, MeetingField
from .recurrence import Frequency


class ToldPart(StrEnum):
    """What can be told; the keys of Correction.proposed."""

    NAME = "name"
    FELLOWSHIP = "fellowship"  # its key; of a meeting that is missing
    DAY = "day"  # Monday is 0
    TIME = "time"  # as ISO writes it
    PLACE = "place"
    POSTCODE = "postcode"
    LINK = "link"
    TELEPHONE = "telephone"


_ON_A_WEEKDAY = (Frequency.WEEKLY, Frequency.MONTHLY_WEEKDAY)
_COLUMNS = {
    ToldPart.NAME: MeetingField.NAME,
    ToldPart.LINK: MeetingField.CONFERENCE_URL,
    ToldPart.TELEPHONE: MeetingField.CONFERENCE_PHONE,
}


def plain_line(text: str) -> str:
    """One line without mark-up and without what is somebody's own."""
    return without_personal_details(one_line(text))


def plain_words(text: str) -> str:
    """The same of several lines."""
    return without_personal_details(many_lines(text))


def can_be_taken(told: ToldPart, meeting: Meeting) -> bool:
    """Whether a yes is enough; for the rest somebody must change the meeting by hand."""
    if told == ToldPart.DAY:
        return meeting.frequency in _ON_A_WEEKDAY
    if told == ToldPart.TIME:
        return meeting.frequency != Frequency.APPOINTMENT
    return told in (ToldPart.PLACE, *_COLUMNS)


def values_of_told(
    meeting: Meeting, told: Mapping[str, Any], taken: Collection[str], venue: str = ""
) -> Values:
    """New values by MeetingField, of what is taken over; `venue` is the place that was meant."""
    values: Values = {
        field.value: told[key] for key, field in _COLUMNS.items() if key in taken
    }
    pattern = {}
    if ToldPart.DAY in taken:
        pattern["weekday"] = told[ToldPart.DAY]
    if ToldPart.TIME in taken:
        pattern["start_time"] = told[ToldPart.TIME]
    if pattern:
        now = value_of(meeting, MeetingField.PATTERN)
        values[MeetingField.PATTERN.value] = now | pattern
    if ToldPart.PLACE in taken:
        values[MeetingField.VENUE.value] = venue
    return values
