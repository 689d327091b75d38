"""What the types of one record say about its meeting, in our own vocabulary."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from .type_codes import codes_of
from .type_words import WORDS, plain
from .vocabulary import FEATURES, LANGUAGES

# What a type may state besides a feature or a language. The same in every fellowship's list.
_STATEMENTS = {
    "O": "open", "C": "closed", "TC": "venue closed", "ONL": "online",
    "VM": "online", "HY": "hybrid", "HYB": "hybrid", "HYBR": "hybrid",
}  # fmt: skip
_STATED_IN_WORDS = {
    "open": "open", "open meeting": "open", "open to all": "open", "open to everyone": "open",
    "anyone": "open", "anyone welcome": "open", "all welcome": "open",
    "closed": "closed", "closed meeting": "closed", "members only": "closed",
    "online": "online", "online meeting": "online", "online only": "online only",
    "virtual": "online", "virtual meeting": "online", "zoom": "online",
    "hybrid": "hybrid", "hybrid meeting": "hybrid", "online and in person": "hybrid",
    "in person and online": "hybrid", "in person online": "hybrid",
    "online in person": "hybrid", "in person": "in-person",
    "in person meeting": "in-person", "in person only": "in-person",
    "face to face": "in-person", "location temporarily closed": "venue closed",
    "temporarily closed": "venue closed",
}  # fmt: skip
MOST_TYPES = 60  # a record with more is not listing types
_WRAPPING = "[](){}\"' \t"


@dataclass(slots=True)
class Facets:
    """The sum of a record's types. `unknown` holds what we could not place, as given."""

    features: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)

    def add(self, keys: str) -> None:
        """Takes over keys of FEATURES or LANGUAGES, several with a space between."""
        for key in keys.split():
            (self.languages if key in LANGUAGES else self.features).add(key)

    def include(self, other: "Facets") -> None:
        """Takes over all that another says."""
        self.features |= other.features
        self.languages |= other.languages
        self.statements |= other.statements
        self.unknown += other.unknown

    @property
    def openness(self) -> str:
        """ "open", "closed", or "" where neither or both are said."""
        said = self.statements & {"open", "closed"}
        return said.pop() if len(said) == 1 else ""

    def take(self, code: str, meaning: str | None, fellowship: str) -> None:
        """Takes over what a code means, told as keys or words; None is a code nobody knows."""
        keys = (meaning or "").split()
        if meaning is None:
            self.unknown.append(code)
        elif all(key in FEATURES or key in LANGUAGES for key in keys):
            self.add(meaning)
        else:
            self.include(facets_of([meaning], fellowship))


def facets_of(types: Iterable[str], fellowship: str) -> Facets:
    """Reads codes and words alike, each known to the fellowship or to everybody."""
    facets = Facets()
    for token in codes_in(types)[:MOST_TYPES]:
        _take(token, fellowship, facets)
    return facets


def codes_in(types: Iterable[str]) -> list[str]:
    """Every code and every type word, as the source spells it."""
    return [token for text in types for token in _tokens(text)]


def facet_of_words(words: str) -> str:
    """The keys that words such as "Wheelchair access" stand for, "" for none."""
    return WORDS.get(plain(words), "")


def statement_of_words(words: str) -> str:
    """What words such as "Online meeting" or "Closed" state, "" for nothing."""
    return _STATED_IN_WORDS.get(plain(words), "")


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    tokens = (token.strip(_WRAPPING) for token in re.split(r"[,;|\n]", text))
    return tuple(token for token in tokens if token)


def _take(token: str, fellowship: str, facets: Facets) -> None:
    statement, keys = _meaning(token, fellowship)
    if statement:
        facets.statements.add(statement)
    elif keys is not None:
        facets.add(keys)
    else:
        _take_apart(token, fellowship, facets)


def _take_apart(token: str, fellowship: str, facets: Facets) -> None:
    """ "O D" is two codes where both are known; else the token is one that is not."""
    parts = token.split()
    known = [_meaning(part, fellowship) for part in parts]
    if len(parts) < 2 or any(meaning == ("", None) for meaning in known):
        facets.unknown.append(token)
        return
    for part in parts:
        _take(part, fellowship, facets)


@lru_cache(maxsize=4096)
def _meaning(token: str, fellowship: str) -> tuple[str, str | None]:
    """A statement, or the keys of its facets; ("", None) for a token that nobody knows."""
    code, words = token.upper(), plain(token)
    if code in _STATEMENTS:
        return _STATEMENTS[code], None
    if words in _STATED_IN_WORDS:
        return _STATED_IN_WORDS[words], None
    return "", codes_of(fellowship).get(code, WORDS.get(words))
