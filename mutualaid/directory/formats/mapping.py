"""What somebody says about a list: what its headings mean, its words, and what it leaves unsaid.

A table of three parts. Texts at the top are headings with our fields; `otherwise` holds what is
true of a record that does not say itself; `words` holds, by heading, the list's own words:

    "When it starts" = "time"
    Kind = "types"

    [otherwise]
    fellowship = "local"

    [words.Kind]
    "Rolli" = "step-free"
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .facets import Facets, facets_of
from .records import FormatError
from .type_words import plain

OTHERWISE, WORDS = "otherwise", "words"
_MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """The three parts of a mapping."""

    headings: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, Any] | None) -> "SourceMapping":
        """The table as it was written; FormatError, in a sentence, where it can't be one."""
        table = table or {}
        parts = {
            name: table[name]
            for name in (OTHERWISE, WORDS)
            if isinstance(table.get(name), Mapping)
        }
        words = parts.get(WORDS, {})
        for heading, meanings in words.items():
            _require_texts(meanings, f"The part for the words of “{heading}”")
        otherwise = parts.get(OTHERWISE, {})
        _require_texts(otherwise, f"The part “{OTHERWISE}”")
        headings = {name: told for name, told in table.items() if name not in parts}
        _require_texts(headings, "The mapping")
        return cls(headings, otherwise, words)


def _require_texts(table: Any, what: str) -> None:
    if not isinstance(table, Mapping) or len(table) > _MOST_ENTRIES:
        raise FormatError(f"{what} must be a table of at most {_MOST_ENTRIES:,} lines.")
    for name, told in table.items():
        if not isinstance(told, str):
            reason = "that is not a name in quotation marks"
            raise FormatError(f"{what} has something for “{name}” {reason}.")


class Meanings:
    """What the words and codes of one list mean: as its mapping says, or as its format does."""

    def __init__(
        self,
        words: Mapping[str, Mapping[str, str]],
        meaning: Callable[[str], str],
        codes: Mapping[str, str | None] | None = None,
    ) -> None:
        """`codes`, where a format explains them, are all there are."""
        self._codes = codes
        self._words: dict[str, dict[str, str]] = {}
        for heading, told in words.items():
            known = self._words.setdefault(meaning(heading), {})
            known.update({plain(word): meant for word, meant in told.items()})
        # Thousands of records list the same few types.
        self.facets = lru_cache(maxsize=512)(self._facets)

    def _facets(self, field: str, codes: tuple[str, ...], fellowship: str) -> Facets:
        """What a record's codes say, and which of them nobody knows; not to be changed."""
        facets = Facets()
        for code in codes:
            self._add(facets, field, code, fellowship)
        return facets

    def _add(self, facets: Facets, field: str, code: str, fellowship: str) -> None:
        told = self._words.get(field, {}).get(plain(code))
        if told is not None:
            facets.take(code, told, fellowship)
        elif self._codes is not None:
            facets.take(code, self._codes.get(code), fellowship)
        else:
            facets.include(facets_of([code], fellowship))

    def apply_to(self, values: dict[str, Any]) -> None:
        """Puts values as the mapping tells them; those it says nothing of stay."""
        for name, words in self._words.items():
            value = values.get(name)
            if isinstance(value, str):
                values[name] = words.get(plain(value), value)
