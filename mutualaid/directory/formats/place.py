"""Where a record's meeting is held, as a venue."""

import re
from dataclasses import replace
from typing import Any

from .addresses import Address, country_named, parts_of_address, uk_postcode
from .findings import quoted
from .plain_text import word_of
from .records import VenueRecord
from .source_record import SourceRecord

_NO_VENUE = re.compile(
    r"(?:virtual|online|zoom|internet|remote)(?: (?:only|meetings?|rooms?))*",
    re.IGNORECASE,
)
_MERIDIAN_IN_ENGLAND = (50.7, 53.8)  # where a longitude of exactly 0 is a real place
_PAIR = re.compile(r"(-?[0-9.]{1,24})\s*[,; ]\s*(-?[0-9.]{1,24})")

_LONGEST_TOWN = 120
_LONGEST_POSTCODE = 16
_LONGEST_COUNTRY = 60

_NOWHERE = Address()
_PARTS = frozenset({
    "address", "address_2", "address_3", "city", "county", "state", "postal_code",
    "country",
})  # fmt: skip


def venue_of(
    record: SourceRecord, address: Address, mode: str, is_closed: bool
) -> VenueRecord | None:
    """The place people go to, or would go to if it were not closed; None where there is none."""
    name = _name(record)
    is_approximate = record.is_yes("approximate") is True
    is_only_an_area = is_approximate or not (name or address.street or address.postcode)
    if mode == "online" and is_only_an_area and not is_closed:
        return None
    latitude, longitude = _coordinates(record)
    if not (name or address.street or address.town or address.postcode or latitude):
        return None
    return VenueRecord(
        name=name,
        address=_without_name(address.street, name),
        town=address.town,
        county=address.county,
        postcode=address.postcode,
        country=address.country,
        latitude=latitude,
        longitude=longitude,
        is_approximate=is_approximate,
        notes=record.text("location_notes"),
    )


def address_of(record: SourceRecord) -> Address:
    """The separate fields, their gaps filled from a one-string address."""
    given = _NOWHERE if _PARTS.isdisjoint(record.values) else _stated_parts(record)
    whole = record.line("formatted_address")
    if whole:
        return _filled(given, parts_of_address(whole))
    return _taken_apart(given)


def _stated_parts(record: SourceRecord) -> Address:
    lines = [record.line(field) for field in ("address", "address_2", "address_3")]
    return Address(
        street=", ".join(line.strip(" ,") for line in lines if line),
        town=record.line("city", _LONGEST_TOWN),
        county=(record.line("county", _LONGEST_TOWN) or _state(record)),
        postcode=uk_postcode(record.line("postal_code", _LONGEST_POSTCODE)),
        country=country_named(record.line("country", _LONGEST_COUNTRY)),
    )


def _state(record: SourceRecord) -> str:
    return record.line("state", _LONGEST_TOWN).strip(" .")


def _taken_apart(given: Address) -> Address:
    """An "Address" column may hold all of the address, or the postcode as well."""
    told = parts_of_address(given.street)
    if not given.town:
        return _filled(replace(given, street=told.street), told)
    if given.postcode or " " not in told.postcode:
        return given
    rest = [told.street, told.town if told.town != given.town else ""]
    street = ", ".join(part for part in rest if part)
    return replace(given, street=street, postcode=told.postcode)


def _filled(given: Address, told: Address) -> Address:
    return Address(
        street=given.street or told.street,
        town=given.town or told.town[:_LONGEST_TOWN],
        county=given.county or told.county[:_LONGEST_TOWN],
        postcode=given.postcode or told.postcode,
        country=given.country or told.country,
    )


def _name(record: SourceRecord) -> str:
    name = record.line("location").strip(" ,")
    return "" if _NO_VENUE.fullmatch(name) else name


def _without_name(street: str, name: str) -> str:
    """A venue's name is not told twice, as in "Church Hall, Church Hall"."""
    if not name or not street.casefold().startswith(name.casefold()):
        return street
    rest = street[len(name) :]
    return rest.lstrip(" ,") if rest[:1] in ("", ",") else street


def _coordinates(record: SourceRecord) -> tuple[float | None, float | None]:
    latitude, longitude = _stated_pair(record)
    if latitude is None and longitude is None:
        return None, None
    if latitude is None or longitude is None:
        record.slip("latitude", "Only one of latitude and longitude is given.")
        return None, None
    north, east = _number(latitude), _number(longitude)
    if north is None or east is None or not _is_on_earth(north, east):
        pair = f"{quoted(latitude)} and {quoted(longitude)}"
        record.slip("latitude", f"{pair} are not a place on the map.")
        return None, None
    if _is_a_blank(north, east):
        record.remark("latitude", "The coordinates are 0 and so left out.")
        return None, None
    return north, east


def _stated_pair(record: SourceRecord) -> tuple[Any, Any]:
    stated = record.value("coordinates")
    pair = _PAIR.fullmatch(word_of(stated)) if stated else None
    if pair:
        return pair[1], pair[2]
    return record.value("latitude"), record.value("longitude")


def _number(value: Any) -> float | None:
    try:
        return float(word_of(value))
    except ValueError:
        return None


def _is_on_earth(latitude: float, longitude: float) -> bool:
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def _is_a_blank(latitude: float, longitude: float) -> bool:
    lowest, highest = _MERIDIAN_IN_ENGLAND
    return latitude == 0 or (longitude == 0 and not lowest <= latitude <= highest)
