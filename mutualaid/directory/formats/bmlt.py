"""What a BMLT server answers to GetSearchResults, explained by GetFormats and GetServiceBodies.

The formats may come in the same answer (`get_used_formats=1`) or, like the service bodies, in
one of their own.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from .bmlt_formats import RESERVED, codes_of_record, explained
from .decoding import text_of
from .field_names import FieldNames
from .findings import Refused
from .json_layout import document_of, list_in, records_of
from .layout import Layout
from .meeting_guide import numbered
from .plain_text import many_lines, one_line, word_of
from .unpacked import Row, Unpacked, headings_of

_WAYS = {"1": "in person", "2": "online", "3": "hybrid"}
_LONGEST_NAME = 255


class Bmlt(Layout):
    """Text in every field, days from Sunday as 1, formats by keys of the server's own."""

    codes_of: ClassVar[str] = "na"
    words: ClassVar[Mapping[str, str]] = {
        "id_bigint": "id",
        "meeting_name": "name",
        "weekday_tinyint": "day",
        "start_time": "time",
        "duration_time": "duration",
        "time_zone": "timezone",
        "formats": "types",
        "venue_type": "attendance_option",
        "location_text": "location",
        "location_info": "location_notes",
        "location_street": "address",
        "location_neighborhood": "address_2",
        "location_city_subsection": "address_3",
        "location_municipality": "city",
        "location_sub_province": "county",
        "location_province": "state",
        "location_postal_code_1": "postal_code",
        "location_nation": "country",
        "comments": "notes",
        "phone_meeting_number": "conference_phone",
        "virtual_meeting_link": "conference_url",
        "virtual_meeting_additional_info": "conference_url_notes",
        "service_body_name": "service_body",
    }

    def unpack(
        self, data: bytes, names: FieldNames, companions: Mapping[str, bytes]
    ) -> Unpacked:
        document = document_of(text_of(data))
        meetings = list_in(document)
        found = document.get("formats") if isinstance(document, dict) else None
        formats = found if isinstance(found, list) else []
        formats = _companion(companions, "formats") or formats
        bodies = _companion(companions, "service_bodies")
        told = {**explained(formats), "bodies": _names_of_bodies(bodies)}
        return Unpacked("bmlt", numbered(meetings), headings_of(meetings), told)

    def fields(
        self, row: Row, headings: tuple[str, ...], names: FieldNames
    ) -> dict[str, Any]:
        fields = super().fields(row, headings, names)
        if word_of(fields.get("published")) == "0":
            raise Refused("published", "Its source has not published it.")
        return fields

    def told(
        self, raw: dict[str, Any], companions: Mapping[str, Any]
    ) -> dict[str, Any]:
        body = word_of(raw.get("service_body_bigint"))
        told = {
            **raw,
            "id_bigint": _key(raw),
            "weekday_tinyint": _day(raw.get("weekday_tinyint")),
            "formats": codes_of_record(raw, companions["codes"]),
            "venue_type": _way(raw.get("venue_type")),
            "location_info": _finding_it(raw),
        }
        if not word_of(raw.get("service_body_name")):
            told["service_body_name"] = companions["bodies"].get(body, "")
        for field in ("location_neighborhood", "location_city_subsection"):
            if word_of(raw.get(field)) in _larger_places(raw):
                told[field] = ""
        return told

    def meanings(
        self, companions: Mapping[str, Any]
    ) -> Mapping[str, str | None] | None:
        return RESERVED | companions["meanings"]


def is_bmlt(text: str) -> bool:
    """Whether a JSON text is an answer with meetings from such a server."""
    return any(f'"{name}"' in text[:200_000] for name in _TELLING)


_TELLING = ("weekday_tinyint", "id_bigint", "service_body_bigint")


def _companion(companions: Mapping[str, bytes], name: str) -> list[Any]:
    return records_of(text_of(companions[name])) if name in companions else []


def _names_of_bodies(bodies: list[Any]) -> dict[str, str]:
    entries = (entry for entry in bodies if isinstance(entry, dict))
    return {
        word_of(entry.get("id")): one_line(word_of(entry.get("name")))[:_LONGEST_NAME]
        for entry in entries
    }


def _key(raw: Mapping[str, Any]) -> str:
    """Ids are given out by each server, so an aggregator's need the server's as well."""
    server, own = word_of(raw.get("root_server_id")), word_of(raw.get("id_bigint"))
    return f"{server}-{own}" if server and own else own


def _day(value: Any) -> Any:
    """Sunday is 1 there, and 0 in Meeting Guide."""
    word = word_of(value)
    return int(word) - 1 if word in tuple("1234567") else word and f"weekday {word}"


def _way(value: Any) -> str:
    word = word_of(value)
    return _WAYS.get(word, word)


def _finding_it(raw: Mapping[str, Any]) -> str:
    lines = [
        many_lines(word)
        for word in (raw.get("location_info"),)
        if isinstance(word, str)
    ]
    for field, word in (("bus_lines", "Bus"), ("train_lines", "Train")):
        if told := word_of(raw.get(field)):
            lines.append(f"{word}: {told}")
    return "\n".join(filter(None, lines))


def _larger_places(raw: Mapping[str, Any]) -> set[str]:
    """A borough may be told as the town's part, the town and the county at once."""
    fields = ("location_municipality", "location_sub_province")
    return {word_of(raw.get(field)) for field in fields}
