"""What every adapter reads into: our own vocabulary, plain values, nothing of a person's."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mutualaid.directory.recurrence import Schedule


class FormatError(Exception):
    """The file as a whole can't be read; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one record, in words for the person who will mend it."""

    record: str  # its key if it has one, else its position: "record 12" or "row 12"
    field: str  # the source's own name for the field, "" for the record as a whole
    reason: str  # one sentence
    fatal: bool  # True: the record was rejected; False: it was accepted without this


@dataclass(frozen=True, slots=True)
class VenueRecord:
    """Where people go. Empty strings where the source says nothing."""

    name: str = ""
    address: str = ""  # street lines, comma separated
    town: str = ""
    county: str = ""
    postcode: str = ""  # UK postcodes as "NB3 4QX"; other countries' as given
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_approximate: bool = False
    notes: str = ""  # getting there


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One record of a source, told in our words. May hold several weekly slots (`schedules`)."""

    key: str  # stable in its source
    name: str
    schedules: tuple[Schedule, ...]  # one meeting is made of each; at least one
    fellowship: str = ""  # our key where the record itself says so
    group_name: str = ""
    service_body: str = ""  # who serves it: an area, an intergroup
    venue: VenueRecord | None = None
    mode: str = ""  # "in-person", "online", "hybrid"; "" where it is not stated
    openness: str = ""  # "open", "closed" or ""
    features: tuple[str, ...] = ()  # keys of vocabulary.FEATURES, sorted
    # Fellowship and code or type word as the source gave it, known to us or not: nothing is lost.
    type_codes: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()  # ISO 639-1 or "bsl", sorted
    venue_closed: bool = False  # the source says the usual venue is closed for now
    conference_url: str = ""  # http(s) only, passwords removed
    conference_phone: str = ""
    conference_notes: str = ""
    notes: str = ""
    group_notes: str = ""
    website: str = ""
    source_url: str = ""  # the record's own page at its source
    source_updated_at: datetime | None = None  # aware, UTC; edited, not verified
    raw: dict[str, Any] = field(default_factory=dict)  # the source's own, redacted


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading one file. accepted + rejected == read, always."""

    read: int
    records: tuple[MeetingRecord, ...]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> int:
        return len(self.records)

    @property
    def rejected(self) -> int:
        return self.read - len(self.records)
