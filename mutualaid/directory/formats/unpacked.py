"""A file taken out of its bytes: records as the source has them, not yet read by anybody's rules.

The step between unpacking and reading may last days, while somebody says what the headings mean;
what is kept meanwhile is the redacted form (see redaction.redacted).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .findings import Refused


class Row(NamedTuple):
    """One record at its place. `fault` is the field and the reason why it is none."""

    position: str  # in words: "record 12", "row 12"
    record: (
        Any  # its own fields with their values; anything at all where a feed is broken
    )
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """All rows of a file, and what came along to explain them."""

    format: str
    rows: Sequence[Row]
    headings: tuple[str, ...]  # in the source's order, each once
    companions: Mapping[str, Any] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()  # headings of which nothing was kept

    def as_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries, which from_json takes back."""
        return {
            "format": self.format,
            "headings": list(self.headings),
            "companions": dict(self.companions),
            "dropped": list(self.dropped),
            "rows": [[row.position, row.record, row.fault] for row in self.rows],
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Unpacked":
        """What as_json told."""
        rows = [
            Row(position, record, tuple(fault) if fault else None)
            for position, record, fault in told["rows"]
        ]
        headings, dropped = tuple(told["headings"]), tuple(told["dropped"])
        return cls(told["format"], rows, headings, told["companions"], dropped)


def fields_of(row: Row) -> dict[str, Any]:
    """The fields of its record, or Refused where it is none."""
    if row.fault:
        raise Refused(*row.fault)
    if not isinstance(row.record, dict):
        raise Refused("", f"It is {_kind(row.record)}, not an object with fields.")
    return row.record


def _kind(item: Any) -> str:
    kinds = (
        (bool, "true or false"),
        (str, "a text"),
        (int | float, "a number"),
        (list, "a list"),
    )
    return next((words for kind, words in kinds if isinstance(item, kind)), "empty")


def headings_of(records: Sequence[Any], most: int = 500) -> tuple[str, ...]:
    """The names of all fields that any record has, in the order in which they are met."""
    met: dict[str, None] = {}
    for record in records:
        if isinstance(record, dict) and not met.keys() >= record.keys():
            met.update(dict.fromkeys(record))
            if len(met) > most:
                break
    return tuple(met)[:most]
