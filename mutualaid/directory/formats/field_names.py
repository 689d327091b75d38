"""The headings and keys that lists use for what we call by one name.

Our names are those of Meeting Guide JSON, and a few for what it has no word for.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .facets import facet_of_words
from .records import FormatError

# Our name, then other spellings. Capitals, spaces and underscores make no difference.
_SPELLINGS = {
    "name": "meeting name; meeting; title; meeting title",
    "slug": "unique id; ref; reference; meeting ref; meeting reference",
    "id": "_id; uuid; guid; record id",
    "day": "day of week; day of the week; weekday; days; meeting day; meeting days",
    "time": "start; start time; time start; begins; starts at; meeting time; times",
    "end_time": "end; finish; finish time; time end; ends at; finishes; until",
    "duration": "length; duration minutes; length minutes; duration mins",
    "timezone": "time zone; tz",
    "formatted_address": "full address",
    "location": "venue; venue name; location name; place; building; hall",
    "address": "street; street address; address 1; address line 1; venue address",
    "address_2": "address 2; address line 2",
    "address_3": "address 3; address line 3",
    "city": "town; town city; city town; town or city; locality; municipality; post town",
    "county": "",
    "state": "province; state province",
    "postal_code": "postcode; post code; zip; zip code",
    "country": "nation",
    "latitude": "lat",
    "longitude": "lng; lon; long",
    "coordinates": "lat long; lat lng; latitude longitude",
    "approximate": "",
    "location_notes": "venue notes; location note; directions; getting there; "
    "how to get there; how to find us; finding us",
    "group": "group name; home group",
    "group_notes": "",
    "service_body": "entity; intergroup; area service",
    "notes": "note; comments; information; info; description; details; meeting notes; "
    "other information; more information; additional information; further information",
    "types": "type; meeting type; meeting types; type codes; formats; format; meeting format; "
    "features; tags",
    "people": "audience; focus; who for; who is it for; for whom",
    "openness": "open closed; open or closed; open; meeting openness",
    "attendance_option": "mode; attendance; how it meets; venue type; delivery; delivery mode; "
    "online in person; in person online; online or in person; in person or online",
    "online": "is online; online meeting; virtual",
    "in_person": "is in person; face to face; physical",
    "conference_url": "link; zoom link; meeting link; online link; join link; joining link; "
    "zoom; zoom url; online url; virtual link; video link; join url",
    "conference_url_notes": "joining notes; how to join; online notes; joining details; "
    "joining instructions; online details",
    "conference_phone": "dial in; dial in number; phone in",
    "conference_phone_notes": "dial in notes",
    "url": "webpage; web page; meeting page",
    "website": "web; site; web site; web address; group website; homepage; website url",
    "updated": "last updated; last update; updated at; last modified; modified; date updated",
    "language": "languages; spoken language",
    "fellowship": "fellowship name; programme; program",
    "frequency": "recurrence; repeats; how often; pattern; week of month; weeks; repetition",
    "starts_on": "start date; first date; first meeting; first meeting on; valid from; from date; "
    "effective from; date from",
    "ends_on": "end date; last date; last meeting; valid to; valid until; to date; "
    "effective until; date to",
    "held_on": "next date; next meeting; next meeting date; next meeting on",
    "archived": "is archived",
}
FIELDS = tuple(_SPELLINGS)
IGNORE = "ignore"  # a mapping's word for a heading that means nothing to us


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


_FIELD_OF = {
    _letters(spelling): field
    for field, spellings in _SPELLINGS.items()
    for spelling in (field, *spellings.split(";"))
    if spelling
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a record keeps each of our fields, and which of its fields are facets with yes or no."""

    keys: Mapping[str, str]  # our name to the source's
    facets: tuple[tuple[str, str], ...]  # the source's name, what its "yes" means
    more_types: tuple[str, ...] = ()  # other fields that a mapping says to hold types


class FieldNames:
    """What the fields of one source mean: by its mapping first, then by our list."""

    def __init__(
        self,
        mapping: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """`words` are the format's own, which a mapping may still tell otherwise."""
        self._asked = {
            _letters(heading): _known(field)
            for heading, field in (mapping or {}).items()
        }
        own = {_letters(word): field for word, field in (words or {}).items()}
        self._mapping = own | self._asked
        self.meaning = lru_cache(maxsize=2048)(self._meaning)
        self.columns = lru_cache(maxsize=512)(self._columns)

    def unused(self, headings: Iterable[str]) -> set[str]:
        """Headings, in letters only, that the mapping names and the source does not have."""
        return set(self._asked) - {_letters(heading) for heading in headings}

    def _meaning(self, key: str) -> str:
        """Our name for the source's field, or the source's own where we have none."""
        letters = _letters(key)
        if letters in self._mapping:
            return self._mapping[letters]
        return _FIELD_OF.get(letters, key)

    @staticmethod
    def known(otherwise: Mapping[str, Any]) -> dict[str, Any]:
        """What a mapping says of all records, by our names of the fields."""
        return {_known(field): value for field, value in otherwise.items()}

    def guessed(self, headings: Iterable[str]) -> dict[str, str]:
        """The headings that we know, each with our field."""
        told = {heading: self._meaning(heading) for heading in headings}
        return {heading: field for heading, field in told.items() if field in FIELDS}

    def _columns(self, keys: tuple[str, ...]) -> Columns:
        chosen: dict[str, str] = {}
        for key in sorted(keys, key=self._rank):
            if (field := self._meaning(key)) in _SPELLINGS:
                chosen.setdefault(field, key)
        others = [key for key in keys if self._meaning(key) == key not in _SPELLINGS]
        facets = ((key, facet_of_words(key)) for key in others)
        types = [key for key in keys if self._asked.get(_letters(key)) == "types"]
        more = tuple(key for key in types if key != chosen["types"])
        return Columns(chosen, tuple(pair for pair in facets if pair[1]), more)

    def _rank(self, key: str) -> int:
        """A mapped heading wins over our own name for the field, and that over its synonyms."""
        letters = _letters(key)
        if letters in self._mapping:
            return 0
        return 1 if letters == _letters(self._meaning(key)) else 2


def _known(field: str) -> str:
    if field in (*FIELDS, IGNORE):
        return field
    if not isinstance(field, str) or _letters(field) not in _FIELD_OF:
        choices = ", ".join((*FIELDS, IGNORE))
        raise FormatError(
            f"The mapping names {field!r}, which is no field; the fields are {choices}."
        )
    return _FIELD_OF[_letters(field)]
