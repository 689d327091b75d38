"""What the directory knows of a meeting beside its times and its place: shared by those alike."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mutualaid.directory.confidence import Evidence
from mutualaid.directory.formats.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from .entry import Entry

# A list names these where they are so; of all else, no word is no answer.
NO_UNLESS_SAID = frozenset(
    {"women", "men", "lgbtq", "trans", "non-binary", "young-people", "older-people"}
) | frozenset(LANGUAGES)
_NEVER = 0  # in place of a day
_Values = tuple[
    str,
    str,
    tuple[str, ...],
    str,
    frozenset[str],
    frozenset[str],
    tuple[str, ...],
    bool,
]


@dataclass(frozen=True, slots=True, eq=False)
class MeetingFacts:
    """Who it is for, and what is known to be so and not to be so of it and its place.

    Shared by meetings that are alike, and known by its identity, which is quick to look up by.
    """

    fellowship: str
    approach: str = ""
    audiences: tuple[str, ...] = ()
    openness: str = ""
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    joining: tuple[str, ...] = ()
    is_shut: bool = False  # its usual place is closed for now
    people: int | None = None  # how many come, where anybody says

    def says(self, key: str) -> bool | None:
        """Whether it is so; None where nobody knows."""
        if key in self.yes:
            return True
        return False if key in self.no or key in NO_UNLESS_SAID else None


class Known:
    """The facts and the evidence of every position."""

    def __init__(self, entries: Sequence["Entry"]) -> None:
        numbers: dict[_Values, int] = {}
        self._numbers = array(
            "I",
            (numbers.setdefault(_values(each), len(numbers)) for each in entries),
        )
        self._facts = tuple(MeetingFacts(*values) for values in numbers)
        self._verified = _days(each.verified_on for each in entries)
        self._doubted = _days(each.doubted_on for each in entries)
        self._sources = array("q", (each.source or 0 for each in entries))

    def facts(self, position: int) -> MeetingFacts:
        """What is known of one meeting."""
        return self._facts[self._numbers[position]]

    def evidence(self, position: int, listed_on: Mapping[int, date]) -> Evidence:
        """What tells that it runs; `listed_on` is when each source was last read."""
        return Evidence(
            _day(self._verified[position]),
            listed_on.get(self._sources[position]),
            _day(self._doubted[position]),
        )


def _values(entry: "Entry") -> _Values:
    # What somebody found out at the place counts before what a list says.
    yes = {*entry.features, *entry.access, *entry.languages} - {*entry.lacking}
    if yes & {"children", "childcare"}:
        yes.add("child-friendly")
    return (
        entry.fellowship,
        entry.approach,
        entry.audiences,
        entry.openness,
        frozenset(yes),
        frozenset(entry.lacking),
        entry.joining,
        entry.is_shut,
    )


def _days(days: Iterable[date | None]) -> "array[int]":
    return array("i", (day.toordinal() if day else _NEVER for day in days))


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None
