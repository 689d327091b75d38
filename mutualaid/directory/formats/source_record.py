"""One redacted record of a source, asked for its fields by our names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from .field_names import Columns
from .findings import Findings, Refused
from .mapping import Meanings
from .plain_text import (
    LONGEST_LINE,
    LONGEST_TEXT,
    many_lines,
    one_line,
    shortened,
    word_of,
)

_YES = frozenset(["yes", "y", "true", "1", "x", "✓", "✔", "on"])
_BLANKS: tuple[Any, ...] = (None, "", [])
_NO = frozenset(["no", "n", "false", "0", "off", "none"])
_OF_SEVERAL_LINES = frozenset({
    "notes", "group_notes", "location_notes", "conference_url_notes",
    "conference_phone_notes",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Answers what the record holds, and takes note of what is wrong with it."""

    position: str  # its place in the list, in words
    key: str
    raw: dict[str, Any]
    told: dict[str, Any]  # the same where its source speaks as Meeting Guide does
    values: dict[str, Any]  # by our names, in plain text, without the blank ones
    columns: Columns
    label: str  # how a problem names the record
    findings: Findings
    meanings: Meanings

    def value(self, field: str) -> Any:
        """A plain text, a number, a list or an object; None where it is blank or missing."""
        return self.values.get(field)

    def line(self, field: str, longest: int = LONGEST_LINE) -> str:
        """The field as text; "" where it is missing or neither text nor number."""
        value = self.values.get(field)
        return "" if value is None else self._at_most(field, _written(value), longest)

    def text(self, field: str) -> str:
        """The field as text that may have several lines."""
        return self.line(field, LONGEST_TEXT)

    def lines(self, field: str) -> list[str]:
        """The texts of a field that may be a list or a text."""
        value = self.values.get(field)
        if value is None:
            return []
        items = value if isinstance(value, list) else [value]
        return [word for word in map(word_of, map(_unwrapped, items)) if word]

    def is_yes(self, field: str) -> bool | None:
        """Whether the field says yes; None where it says neither yes nor no."""
        return yes_or_no(self.values.get(field))

    def own_name(self, field: str) -> str:
        """What the source calls the field."""
        return self.columns.keys.get(field, field)

    def slip(self, field: str, reason: str) -> None:
        """Notes what of this record could not be taken over."""
        self.findings.slip(self.label, self.own_name(field), reason)

    def remark(self, field: str, reason: str) -> None:
        """Notes a habit of the list, which other records share."""
        self.findings.remark(self.label, self.own_name(field), reason)

    def refuse(self, field: str, reason: str) -> NoReturn:
        """Gives the record up."""
        raise Refused(self.own_name(field), reason)

    def _at_most(self, field: str, text: str, longest: int) -> str:
        if len(text) > longest:
            reason = f"It is longer than {longest} characters, so the end is left out."
            self.slip(field, reason)
        return shortened(text, longest)


def plain_values(
    told: dict[str, Any],
    columns: Columns,
    meanings: Meanings,
    otherwise: Mapping[str, Any],
) -> dict[str, Any]:
    """What a redacted record says, by our names of its fields."""
    values: dict[str, Any] = {}
    for field, key in columns.keys.items():
        value = told[key]
        if isinstance(value, dict):
            value = _unwrapped(value)
        if isinstance(value, str):
            value = many_lines(value) if field in _OF_SEVERAL_LINES else one_line(value)
        if value not in _BLANKS:
            values[field] = value
    meanings.apply_to(values)
    values = {**otherwise, **values}
    for key in columns.more_types:
        values["types"] = [*_listed(values.get("types")), *_listed(told[key])]
    return values


def _listed(value: Any) -> list[Any]:
    if value in _BLANKS:
        return []
    return value if isinstance(value, list) else [value]


def yes_or_no(value: Any) -> bool | None:
    """The answer that a value gives, None where it gives neither."""
    if value is None or isinstance(value, bool):
        return value
    word = word_of(value).casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def _written(value: Any) -> str:
    return value if isinstance(value, str) else word_of(value)


def _unwrapped(value: Any) -> Any:
    """What a document database wraps as {"$date": ...} or {"$oid": ...}."""
    while isinstance(value, dict) and len(value) == 1:
        ((key, inner),) = value.items()
        if not key.startswith("$"):
            break
        value = inner
    return value
