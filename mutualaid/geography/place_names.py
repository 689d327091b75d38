"""Names of places as people type them, and how like another one is; plain Python."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import combining, normalize

from .kinds import PlaceKind

LONGEST_KEY = 100
LONGEST_NAME = 120

# Apostrophes in their several shapes, and full stops: King's Lynn, St. Ives.
_SILENT = re.compile("['\u2018\u2019\u00b4`.]")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SHORT_WORDS = {"saint": "st"}

# Four letters in five in common: "Brimingham" is near, "Bath" is not near to "Bude".
_CLOSE_ENOUGH = 0.8
_LENGTHS_APART = 3


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place to be stored; `within` tells it from others of the same name.

    Sectors and outcodes are places too, by the name under which they are written.
    """

    name: str
    latitude: float
    longitude: float
    within: str = ""
    rank: int = 0  # inhabitants, or what stands for them
    kind: PlaceKind = PlaceKind.PLACE

    @property
    def key(self) -> str:
        """What it is looked up by."""
        return name_key(self.name) if self.kind is PlaceKind.PLACE else self.name


def name_key(text: str) -> str:
    """The name without capitals, accents and punctuation, by which it is found again."""
    spoken = normalize("NFKD", _SILENT.sub("", text).replace("&", " and "))
    bare = "".join(letter for letter in spoken if not combining(letter))
    words = _NOT_LETTERS.sub(" ", bare.casefold()).split()
    return " ".join(_SHORT_WORDS.get(word, word) for word in words)[:LONGEST_KEY]


def place_label(name: str, within: str) -> str:
    """ "Newport, Isle of Wight"; the name alone where the rest adds nothing."""
    if not within or name_key(within) == name_key(name):
        return name
    return f"{name}, {within}"


def lies_within(within: str, wanted_key: str) -> bool:
    """Does the county or authority go by what was typed after the name?"""
    words = f" {name_key(within)} "
    return bool(wanted_key) and f" {wanted_key} " in words


def close_names(key: str, candidates: Collection[str], most: int) -> list[str]:
    """Keys spelt nearly like this one or begun by it, the nearest first."""
    begun = sorted(name for name in candidates if name.startswith(key))
    alike = get_close_matches(
        key,
        [name for name in candidates if abs(len(name) - len(key)) <= _LENGTHS_APART],
        n=most,
        cutoff=_CLOSE_ENOUGH,
    )
    return list(dict.fromkeys([*alike, *begun]))[:most]
