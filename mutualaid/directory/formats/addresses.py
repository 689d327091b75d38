"""One-string addresses told apart: street, town, county, postcode and country."""

import re
from dataclasses import dataclass
from functools import lru_cache

_UK_POSTCODE = re.compile(
    r"\b(GIR|[A-PR-UWYZ][A-HK-Y]?[0-9][A-Z0-9]?)\s*([0-9][ABD-HJLNP-UW-Z]{2})\b",
    re.IGNORECASE,
)
_US_POSTCODE = re.compile(r"(?:\b([A-Z]{2})\s+)?\b([0-9]{5}(?:-[0-9]{4})?)$")
_STATE = re.compile("[A-Z]{2}")
_COUNTRIES = {
    "United Kingdom": "uk; u.k.; gb; great britain; united kingdom; britain",
    "England": "england",
    "Scotland": "scotland",
    "Wales": "wales; cymru",
    "Northern Ireland": "northern ireland",
    "Ireland": "ireland; republic of ireland; eire; éire",
    "United States": "us; usa; u.s.; u.s.a.; united states; united states of america",
    "Canada": "canada",
}
_COUNTRY_OF = {
    name.strip(): country
    for country, names in _COUNTRIES.items()
    for name in names.split(";")
}
# Counties without "shire", which would pass for a town; "Durham" alone is the city.
_COUNTIES = frozenset({
    "avon", "bedfordshire", "county durham", "co durham", "co. durham", "cornwall",
    "cumbria", "devon", "dorset", "east sussex", "essex", "greater london",
    "greater manchester", "hampshire", "isle of wight", "kent", "merseyside",
    "norfolk", "northumberland", "rutland", "shropshire", "somerset", "suffolk",
    "surrey", "sussex", "tyne and wear", "tyne & wear", "west midlands", "west sussex",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address, "" where it does not say."""

    street: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    country: str = ""


@lru_cache(maxsize=4096)
def parts_of_address(text: str) -> Address:
    """ "Hall, 12 High Street, Northbridge NB3 4QX, UK" and its American kin, in parts."""
    parts = [part for part in (item.strip(" .") for item in text.split(",")) if part]
    country = _take_country(parts)
    county, postcode = _take_postcode(parts)
    if len(parts) > 1 and is_county(parts[-1]):
        county = parts.pop()
    is_placed = bool(country or county or postcode)
    is_only_town = is_placed and len(parts) == 1 and not parts[0][0].isdigit()
    town = parts.pop() if len(parts) > 1 or is_only_town else ""
    return Address(", ".join(parts), town, county, postcode, country)


def uk_postcode(text: str) -> str:
    """The postcode as "NB3 4QX"; the text as it is where it holds none of the UK."""
    match = _UK_POSTCODE.fullmatch(text.strip())
    return f"{match[1]} {match[2]}".upper() if match else text


def country_named(name: str) -> str:
    """One spelling for the countries that lists name most; others as they are."""
    return _COUNTRY_OF.get(name.casefold(), name)


def is_county(name: str) -> bool:
    """Whether a part of an address is a county, or an American state, rather than a town."""
    words = name.casefold()
    is_shire = words.endswith("shire") and len(words) > 7
    return is_shire or words in _COUNTIES or bool(_STATE.fullmatch(name))


def _take_country(parts: list[str]) -> str:
    country = _COUNTRY_OF.get(parts[-1].casefold(), "") if parts else ""
    if country:
        parts.pop()
    return country


def _take_postcode(parts: list[str]) -> tuple[str, str]:
    """Takes the postcode out of the parts; an American one brings its state with it."""
    for position in reversed(range(len(parts))):
        match = _UK_POSTCODE.search(parts[position])
        if match:
            _cut(parts, position, match)
            return "", f"{match[1]} {match[2]}".upper()
    match = _US_POSTCODE.search(parts[-1]) if parts else None
    if not match:
        return "", ""
    _cut(parts, len(parts) - 1, match)
    return match[1] or "", match[2]


def _cut(parts: list[str], position: int, match: re.Match[str]) -> None:
    text = parts[position]
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" -")
    parts[position : position + 1] = [" ".join(rest.split())] if rest else []
