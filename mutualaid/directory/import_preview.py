"""What a staged list would change, to be looked at before anybody says yes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .formats.records import Problem
from .models import ImportRun, Meeting, MeetingField
from .models.imports import ChangeKind

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the list, what stands under it, and what it means now."""

    name: str
    samples: tuple[str, ...]  # at most three that differ
    field: str  # a key of formats.TARGETS, "" where we know none
    is_mapped: bool  # somebody said so; else it is our guess


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as MeetingField holds it; venue and group in words."""

    field: MeetingField
    before: Any
    after: Any
    is_kept_here: bool = False  # a value set here wins: `after` is only what is offered


@dataclass(frozen=True, slots=True)
class Difference:
    """One meeting that would be added, changed or taken out."""

    kind: ChangeKind
    key: str  # of its record in the list
    name: str
    meeting: Meeting | None  # None for one that would be added
    changes: tuple[FieldChange, ...]  # of an added one: all it tells


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """Some of the records of one kind, with the meetings they make."""

    differences: tuple[Difference, ...]
    total: int  # records
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A staged list, read anew from its rows. `counts` are those of ImportReport."""

    run: ImportRun
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    headings: tuple[Heading, ...]
    blocked: str  # why it can't be taken over with this mapping; "" where it can
    warning: str  # what the guard will say, where it will hold the list back; else ""

    def page(self, kind: ChangeKind, number: int = 1) -> DifferencePage:
        """So many records of this kind; three queries, however long the list is."""
        raise NotImplementedError


def preview(run: ImportRun) -> Preview:
    """Raises Refused for one whose rows are gone."""
    raise NotImplementedError
