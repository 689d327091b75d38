"""One redacted record of a source, told as a meeting in our own words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from mutualaid.directory.recurrence import Schedule

from .calendar_dates import read_instant
from .facets import MOST_TYPES, Facets, codes_in, facet_of_words, facets_of
from .fellowship_names import fellowship_named
from .findings import quoted
from .joining_details import dial_digits, web_address
from .mode import mode_of
from .place import address_of, venue_of
from .plain_text import shortened
from .records import MeetingRecord
from .source_record import SourceRecord, yes_or_no
from .start_and_length import ClockHabit
from .vocabulary import LANGUAGES

_MOST_CODES = 200
_LONGEST_CODE = 100
_Codes = list[tuple[str, tuple[str, ...]]]  # by our name of the field
_BETWEEN_WORDS = re.compile(r"[,;/&|\n]|\band\b")


@dataclass(frozen=True, slots=True)
class Listing:
    """What is known of the list as a whole."""

    fellowship: str = ""  # our key, where all of the list belongs to one
    codes_of: str = ""  # whose codes its format has, where nothing else says
    timezone: str = "Europe/London"  # of records that name none
    habit: ClockHabit = field(default_factory=ClockHabit)


def meeting_of(
    record: SourceRecord,
    listing: Listing,
    schedules: Callable[[], tuple[Schedule, ...]],
) -> MeetingRecord:
    """The meeting, or Refused with the reason why the record is none."""
    name = _name(record)
    if record.is_yes("archived"):
        record.refuse("archived", "Its source has archived it.")
    fellowship = _fellowship(record, listing.fellowship)
    when = schedules()
    spoken = fellowship or listing.fellowship or listing.codes_of
    codes = _codes(record)
    facets = _facets(record, codes, spoken)
    address = address_of(record)
    is_closed = "venue closed" in facets.statements
    mode = mode_of(record, facets, address, is_closed)
    return MeetingRecord(
        key=record.key,
        name=name,
        schedules=when,
        fellowship=fellowship,
        group_name=record.line("group"),
        service_body=record.line("service_body"),
        venue=venue_of(record, address, mode, is_closed),
        mode=mode,
        openness=_openness(record, facets, spoken),
        features=tuple(sorted(facets.features)),
        type_codes=_type_codes(record, codes, spoken),
        languages=tuple(sorted(facets.languages)),
        venue_closed=is_closed,
        conference_url=_web(record, "conference_url"),
        conference_phone=dial_digits(record.line("conference_phone")),
        conference_notes=_conference_notes(record),
        notes=record.text("notes"),
        group_notes=record.text("group_notes"),
        website=_web(record, "website"),
        source_url=_web(record, "url"),
        source_updated_at=_updated_at(record),
        raw=record.raw,
    )


def _name(record: SourceRecord) -> str:
    name = record.line("name")
    if name:
        return name
    group = record.line("group")
    if not group:
        record.refuse("name", "It has no name.")
    record.remark("name", "It has no name, so the group's is used.")
    return group


def _fellowship(record: SourceRecord, of_the_list: str) -> str:
    name = record.line("fellowship")
    if not name:
        return ""
    key = fellowship_named(name)
    if key:
        return key
    if of_the_list:  # it would be listed under a fellowship to which it does not belong
        record.refuse("fellowship", f"The fellowship {quoted(name)} is not known.")
    record.remark("fellowship", f"The fellowship {quoted(name)} is not known.")
    return ""


def _codes(record: SourceRecord) -> _Codes:
    return [
        (name, tuple(codes_in(record.lines(name))))
        for name in ("types", "people")
        if name in record.values
    ]


def _facets(record: SourceRecord, codes: _Codes, fellowship: str) -> Facets:
    facets = Facets()
    for name, listed in codes:
        told = record.meanings.facets(name, listed[:MOST_TYPES], fellowship)
        facets.include(told)
        for token in told.unknown:
            record.remark(name, f"The type {quoted(token)} is not known.")
    for key, keys in record.columns.facets:
        if yes_or_no(record.told[key]):
            facets.add(keys)
    _add_languages(record, facets)
    return facets


def _type_codes(
    record: SourceRecord, listed: _Codes, fellowship: str
) -> tuple[tuple[str, str], ...]:
    codes = [code for _, of_a_field in listed for code in of_a_field]
    codes += [key for key, _ in record.columns.facets if yes_or_no(record.told[key])]
    if len(codes) > _MOST_CODES:
        reason = f"It lists more than {_MOST_CODES} types, so the rest is left out."
        record.slip("types", reason)
    return _each_once(fellowship, tuple(codes[:_MOST_CODES]))


@lru_cache(maxsize=512)
def _each_once(fellowship: str, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    once = dict.fromkeys(shortened(code, _LONGEST_CODE) for code in codes)
    return tuple((fellowship, code) for code in once)


def _add_languages(record: SourceRecord, facets: Facets) -> None:
    for word in _words(record.lines("language")):
        key = word.casefold() if word.casefold() in LANGUAGES else facet_of_words(word)
        if key:
            facets.add(key)
        else:
            record.remark("language", f"The language {quoted(word)} is not known.")


def _words(texts: list[str]) -> list[str]:
    words = (
        word.strip(" .[]\"'") for text in texts for word in _BETWEEN_WORDS.split(text)
    )
    return [word for word in words if word]


def _openness(record: SourceRecord, facets: Facets, fellowship: str) -> str:
    if {"open", "closed"} <= facets.statements:
        record.remark(
            "types", "It says both open and closed, so neither is taken over."
        )
    words = record.line("openness")
    if not words:
        return facets.openness
    answer = yes_or_no(words)
    if answer is not None:
        return "open" if answer else "closed"
    stated = facets_of([words], fellowship).openness
    if not stated:
        record.remark("openness", f"{quoted(words)} says neither open nor closed.")
    return stated or facets.openness


def _web(record: SourceRecord, field: str) -> str:
    value = record.value(field)
    if value is None:
        return ""
    address = web_address(value) if isinstance(value, str) else ""
    if not address:
        record.slip(field, f"{quoted(value)} is not a web address, so it is left out.")
    return address


def _conference_notes(record: SourceRecord) -> str:
    fields = ("conference_url_notes", "conference_phone_notes")
    notes = [record.text(field) for field in fields]
    return "\n\n".join(dict.fromkeys(note for note in notes if note))


def _updated_at(record: SourceRecord) -> datetime | None:
    value = record.value("updated")
    if value is None:
        return None
    instant = read_instant(value) if isinstance(value, str | int | float) else None
    if instant is None:
        record.remark("updated", "The date of the last change can't be read.")
    return instant
