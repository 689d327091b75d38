"""What a staged list would change, to be looked at before anybody says yes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mutualaid.core.refusal import Refused

from . import formats
from .formats.records import Problem
from .formats.unpacked import Unpacked
from .import_differences import (
    PAGE_SIZE,
    Difference,
    DifferencePage,
    FieldChange,
    Source,
    difference_page,
)
from .models import ImportRun
from .models.imports import ChangeKind
from .staged_lists import (
    Compared,
    compared,
    fellowships_by_key,
    reading_of,
    source_of,
    unpacked_rows,
)

__all__ = [
    "PAGE_SIZE",
    "Difference",
    "DifferencePage",
    "FieldChange",
    "Heading",
    "Preview",
    "preview",
]
MOST_SAMPLES = 3
_ROWS_LOOKED_AT = 200
_LONGEST_SAMPLE = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the list, what stands under it, and what it means now."""

    name: str
    samples: tuple[str, ...]  # at most three that differ
    field: str  # a key of formats.TARGETS, "" where we know none
    is_mapped: bool  # somebody said so; else it is our guess


@dataclass(frozen=True, slots=True)
class Preview:
    """A staged list, read anew from its rows. `counts` are those of ImportReport."""

    run: ImportRun
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    headings: tuple[Heading, ...]
    blocked: str  # why it can't be taken over with this mapping; "" where it can
    warning: str  # what the guard will say, where it will hold the list back; else ""
    compared: Compared | None
    source: Source

    def page(self, kind: ChangeKind, number: int = 1) -> DifferencePage:
        """So many records of this kind; a few queries, however long the list is."""
        if self.compared is None:
            return DifferencePage((), 0, 1, 1)
        return difference_page(self.compared.staged, self.source, kind, number)


def preview(run: ImportRun) -> Preview:
    """Raises Refused for one whose rows are gone."""
    unpacked = unpacked_rows(run)
    fellowships, source = fellowships_by_key(), source_of(run)
    found, blocked = None, ""
    try:
        reading = reading_of(run, unpacked)
    except Refused as refusal:
        blocked = refusal.sentence
    else:
        found = compared(reading, source, fellowships, run.fellowship)
    return Preview(
        run=run,
        counts=found.report.counts() if found else {},
        problems=found.problems if found else (),
        headings=_headings(unpacked, run.mapping),
        blocked=blocked,
        warning=found.warning(run.file_name, run.source_name) if found else "",
        compared=found,
        source=Source(
            area_id=run.area_id,
            fellowships=fellowships,
            usual=run.fellowship,
            is_own_list=source.is_fellowships_own if source else False,
        ),
    )


def _headings(unpacked: Unpacked, mapping: Mapping[str, str]) -> tuple[Heading, ...]:
    guessed = formats.guess_mapping(unpacked.headings, unpacked.format)
    samples = _samples(unpacked)
    return tuple(
        Heading(
            name=name,
            samples=samples[name],
            field=mapping.get(name) or guessed.get(name, ""),
            is_mapped=bool(mapping.get(name)),
        )
        for name in unpacked.headings
    )


def _samples(unpacked: Unpacked) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {name: {} for name in unpacked.headings}
    for row in unpacked.rows[:_ROWS_LOOKED_AT]:
        told: Any = row.record
        for name, value in told.items() if isinstance(told, dict) else ():
            known = found.get(name)
            if known is not None and len(known) < MOST_SAMPLES and _says(value):
                known[_sample(value)] = None
    return {name: tuple(known) for name, known in found.items()}


def _says(value: Any) -> bool:
    return value not in (None, "", [], {})


def _sample(value: Any) -> str:
    words = value if isinstance(value, list) else [value]
    text = " ".join(", ".join(str(word) for word in words).split())
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"
