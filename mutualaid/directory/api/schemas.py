"""What answers hold. A field that would be empty is left out."""

from datetime import date as Day
from datetime import datetime
from typing import Annotated, Literal

from ninja.schema import BaseModel, Field

from mutualaid.directory.confidence import Confidence
from mutualaid.directory.models.meetings import Mode, Openness
from mutualaid.directory.models.venue_facts import VenueQuestion
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.recurrence import ExceptionKind, Frequency

CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
Weekday = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]


class FellowshipName(BaseModel):
    """Which fellowship."""

    key: str
    name: str
    short_name: str


class FellowshipTold(FellowshipName):
    """A fellowship, as it describes itself."""

    approach: str
    for_whom: list[Literal["use", "family", "young"]]
    summary: str
    website: str | None = None
    helpline: str | None = None
    helpline_hours: str | None = None
    url: str


class Pattern(BaseModel):
    """When it repeats: a weekday and the time on the wall of its own zone, never instants."""

    words: str = Field(description="The pattern as people say it")
    frequency: Frequency
    weekday: Weekday | None = None
    interval: int = Field(description="Every how many weeks or months")
    ordinals: list[int] | None = Field(
        None, description="Which of the weekdays of a month; -1 is the last"
    )
    day_of_month: int | None = None
    start: str | None = Field(None, pattern=CLOCK)
    end: str | None = Field(
        None, pattern=CLOCK, description="May be past midnight, and so before `start`"
    )
    duration_minutes: int | None = None
    timezone: str
    starts_on: Day | None = None
    ends_on: Day | None = None
    counted_from: Day | None = Field(
        None, description="A date it did meet, where weeks or months are skipped"
    )


class NextDate(BaseModel):
    """One dated meeting."""

    starts_at: datetime
    ends_at: datetime | None = None
    kind: ExceptionKind | None = Field(None, description="Where it is not as usual")
    note: str | None = None


class DifferentDate(BaseModel):
    """One date of the pattern that is cancelled, moved or added."""

    date: Day
    kind: ExceptionKind
    new_date: Day | None = None
    start: str | None = Field(None, pattern=CLOCK)
    duration_minutes: int | None = None
    note: str | None = None


class WhoMayCome(BaseModel):
    """Open or closed, and what that means."""

    key: Openness
    meaning: str


class TypeCode(BaseModel):
    """A code as its source gave it; it means nothing without its fellowship."""

    fellowship: str
    code: str


class AccessFact(BaseModel):
    """What somebody found at the place."""

    question: VenueQuestion
    is_so: bool
    note: str | None = None
    checked_on: Day


class Place(BaseModel):
    """Where people meet."""

    name: str | None = None
    address: str | None = None
    town: str | None = None
    county: str | None = None
    postcode: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_approximate: bool = Field(description="Stands for an area, not for a door")
    notes: str | None = None
    access: list[AccessFact] | None = None


class Online(BaseModel):
    """How to join from anywhere."""

    link: str | None = None
    telephone: str | None = None
    notes: str | None = None


class Verified(BaseModel):
    """Who last confirmed that it meets. A role, never a person."""

    on: Day
    how: VerificationKind
    by_role: str | None = None


class Sureness(BaseModel):
    """How sure we are that it meets."""

    level: Confidence
    words: str


class ListedIn(BaseModel):
    """The list it comes from, and when that was last read."""

    name: str
    read_at: datetime | None = None


class MeetingTold(BaseModel):
    """One meeting: a series, not a date."""

    reference: str
    url: str
    fellowship: FellowshipName
    name: str
    group: str | None = None
    pattern: Pattern
    next_dates: list[NextDate] | None = Field(None, description="From today on, three")
    different_dates: list[DifferentDate] | None = None
    mode: Mode | None = Field(None, description="Left out where nobody states it")
    who_may_come: WhoMayCome | None = None
    features: list[str] | None = None
    languages: list[str] | None = None
    type_codes: list[TypeCode] | None = None
    venue: Place | None = None
    venue_closed: bool | None = Field(
        None, description="Its usual place is closed for now"
    )
    contact: str | None = Field(
        None, description="Whom to ask, where the place is not published"
    )
    online: Online | None = None
    notes: str | None = None
    website: str | None = None
    verified: Verified | None = None
    confidence: Sureness
    source: ListedIn | None = None
    changed_at: datetime


class Withdrawn(BaseModel):
    """A meeting that is no longer published: take it out of your copy."""

    reference: str
    withdrawn_at: datetime


class Page(BaseModel):
    """What every page of a list says of the whole."""

    total_items: int
    total_pages: int
    page_number: int
    size: int = Field(description="How many this page holds")
    empty: bool


# Tried in this order: nearly all are meetings, and trying both takes twice as long.
Entry = Annotated[MeetingTold | Withdrawn, Field(union_mode="left_to_right")]


class MeetingsPage(Page):
    """One page of meetings."""

    contents: list[Entry]
    next: str | None = Field(None, description="The address of the page after this")
    follow_from: datetime | None = Field(
        None,
        description="On the last page of changes: `changed_since` for the next time",
    )


class FellowshipsPage(Page):
    """All fellowships."""

    contents: list[FellowshipTold]


class NotUnderstood(BaseModel):
    """What is wrong with one parameter."""

    name: str
    detail: str


class Problem(BaseModel):
    """Why there is no answer (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    parameters: list[NotUnderstood] | None = None


class GuideMeeting(BaseModel):
    """A meeting in the Meeting Guide format, with what other programs read besides."""

    name: str
    slug: str
    day: int | None = Field(None, ge=0, le=6, description="Sunday is 0")
    time: str | None = Field(None, pattern=CLOCK)
    end_time: str | None = Field(None, pattern=CLOCK)
    duration: int | None = Field(None, description="Minutes, if it ends past midnight")
    timezone: str
    types: list[str] | None = None
    attendance_option: Literal["in_person", "online", "hybrid"] | None = None
    location: str | None = None
    location_notes: str | None = None
    formatted_address: str | None = None
    address: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None
    approximate: Literal["yes", "no"]
    latitude: float | None = None
    longitude: float | None = None
    coordinates: str | None = None
    group: str | None = None
    group_notes: str | None = None
    notes: str | None = None
    conference_url: str | None = None
    conference_url_notes: str | None = None
    conference_phone: str | None = None
    url: str
    website: str | None = None
    updated: str
    fellowship: str = Field(description="Our key; the format has no field for it")
    language: str | None = None
    entity: str
    entity_url: str | None = None
    entity_phone: str | None = None
