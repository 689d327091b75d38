"""The national list of fellowships, read from fellowships.toml and checked word by word."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

APPROACHES = ("12-step", "smart", "other")
FOR_WHOM = ("use", "family", "young")

_KEY = re.compile(r"[a-z][a-z0-9-]{1,29}")
# A mobile is left out even where a list prints it: it may ring in somebody's pocket.
_PUBLIC_NUMBER = re.compile(r"0(?!7)[0-9]{9,10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalFellowship:
    """What the site says about one fellowship. "" where no source tells us."""

    key: str
    name: str
    short_name: str
    approach: str  # one of APPROACHES
    for_whom: tuple[str, ...]  # of FOR_WHOM: own problem, somebody else's, young people
    about: str  # the substance or behaviour, in plain words
    summary: str  # one line on what it is like
    first_time: str
    belief: str
    source: str  # what was seen, and when it was written
    medication: str = ""
    website: str = ""
    helpline: str = ""
    helpline_hours: str = ""
    checked_on: date | None = None  # when a dated source last showed it

    @property
    def has_confirmed_number(self) -> bool:
        return bool(self.helpline and self.checked_on)


@cache
def national_fellowships() -> tuple[NationalFellowship, ...]:
    """The list in the alphabet's order, which is no ranking; pages rotate it."""
    file = resources.files("mutualaid.directory").joinpath("fellowships.toml")
    return parse_fellowships(file.read_text(encoding="utf-8"))


def parse_fellowships(text: str) -> tuple[NationalFellowship, ...]:
    """Every entry of the file, or a ValueError that names the entry that is wrong."""
    entries = tomllib.loads(text).get("fellowship", [])
    found = [_fellowship(entry, number) for number, entry in enumerate(entries, 1)]
    keys = [fellowship.key for fellowship in found]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"Fellowship {key}: this key is used more than once.")
    return tuple(found)


def _fellowship(entry: dict[str, Any], number: int) -> NationalFellowship:
    label = f"Fellowship {entry.get('key', f'number {number}')}"
    _check_field_names(entry, label)
    for name, value in entry.items():
        is_right, rule = _RULES.get(name, (_is_sentence, "needs words, trimmed"))
        if not is_right(value):
            raise ValueError(f"{label}: {name} {rule}.")
    if entry.get("helpline_hours") and not entry.get("helpline"):
        raise ValueError(f"{label}: helpline_hours need a helpline.")
    return NationalFellowship(**{**entry, "for_whom": tuple(entry["for_whom"])})


def _check_field_names(entry: dict[str, Any], label: str) -> None:
    unknown = sorted(entry.keys() - _FIELDS)
    if unknown:
        raise ValueError(f"{label}: there is no field called {unknown[0]}.")
    missing = sorted(_REQUIRED - entry.keys())
    if missing:
        raise ValueError(f"{label}: {missing[0]} is missing.")


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and value != "" and value == " ".join(value.split())


def _is_one_line(value: object) -> bool:
    return _is_sentence(value) and str(value).endswith(".") and ". " not in str(value)


def _is_key(value: object) -> bool:
    return isinstance(value, str) and bool(_KEY.fullmatch(value))


def _is_for_whom(value: object) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return all(item in FOR_WHOM for item in value) and len(set(value)) == len(value)


def _is_web_address(value: object) -> bool:
    return _is_sentence(value) and bool(re.fullmatch(r"https://[^\s/]+/?", str(value)))


def _is_public_number(value: object) -> bool:
    if not _is_sentence(value):
        return False
    return bool(_PUBLIC_NUMBER.fullmatch(str(value).replace(" ", "")))


def _is_day(value: object) -> bool:
    # A TOML time stamp would pass as a date, and say more than anybody saw.
    return isinstance(value, date) and not isinstance(value, datetime)


_FIELDS = {field.name for field in fields(NationalFellowship)}
_REQUIRED = {
    "key", "name", "short_name", "approach", "for_whom", "about",
    "summary", "first_time", "belief", "source",
}  # fmt: skip
_RULES: dict[str, tuple[Callable[[object], bool], str]] = {
    "key": (_is_key, "takes small letters, digits and hyphens"),
    "approach": (APPROACHES.__contains__, "is one of " + ", ".join(APPROACHES)),
    "for_whom": (_is_for_whom, "lists one or more of " + ", ".join(FOR_WHOM)),
    "summary": (_is_one_line, "is one sentence with a full stop"),
    "belief": (_is_one_line, "is one sentence with a full stop"),
    "website": (_is_web_address, "is the https:// address of a site"),
    "helpline": (_is_public_number, "is a public UK number, not a mobile"),
    "checked_on": (_is_day, "is a date without a time"),
}
