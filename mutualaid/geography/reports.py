"""What an import found, for the command line and for whoever called it."""

from dataclasses import asdict, dataclass
from typing import Any

MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that could not be used; rows count from 1, the heading included."""

    table: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class PostcodeImportReport:
    """`read` is the sum of `live`, `ended`, `no_coordinates`, `outside_uk` and `bad`."""

    file: str
    layout: str
    already_in: bool
    resumed_at: int  # rows read by an earlier run that was cut short
    read: int
    live: int
    ended: int
    no_coordinates: int
    outside_uk: int
    bad: int
    removed: int  # postcodes of earlier editions that this one lacks
    sectors: int
    outcodes: int
    problems: tuple[Problem, ...]  # the first of the bad rows

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PlaceImportReport:
    """`read` is the sum of `places`, `not_places`, `repeated` and `bad`."""

    file: str
    layout: str
    read: int
    places: int
    not_places: int  # streets, rivers, counties
    repeated: int
    bad: int
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
