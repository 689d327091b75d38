"""What a report says, as values: pages, paper and files are made of nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .reported_evidence import EvidenceTold
from .voices import KindTold


@dataclass(frozen=True, slots=True)
class BarTold:
    """A bar of the profile, in whole percent; None where nothing is known."""

    key: str
    title: str
    applicable: int
    known: int
    share: int | None
    floor: int | None
    ceiling: int | None
    known_words: str
    score_words: str


@dataclass(frozen=True, slots=True)
class ServiceTold:
    """One provider's rating of a part."""

    service: str
    reference: str
    answer: str
    rating: str


@dataclass(frozen=True, slots=True)
class PartTold:
    """A part as it was agreed."""

    key: str
    text: str
    answer: str
    rating: str
    counts_as: str
    needs_evidence: bool
    spread: str
    spread_words: str
    range_words: str
    services: tuple[ServiceTold, ...]
    kinds: tuple[KindTold, ...]
    reason: str
    comment: str
    minority_view: str


@dataclass(frozen=True, slots=True)
class StatementTold:
    """A row of the results."""

    key: str
    short: str
    text: str
    answer: str
    rating: str
    before: str
    change: str
    change_words: str
    spread: str
    spread_words: str
    needs_evidence: bool
    parts: tuple[PartTold, ...]


@dataclass(frozen=True, slots=True)
class SectionTold:
    """The statements of a section."""

    key: str
    title: str
    statements: tuple[StatementTold, ...]


@dataclass(frozen=True, slots=True)
class GapTold:
    """A line of the gap list."""

    number: int
    key: str
    short: str
    answer: str
    rating: str
    reasons: tuple[str, ...]
    reasons_words: str
    weight: float
    votes_words: str
    spread_words: str
    is_to_find_out: bool


@dataclass(frozen=True, slots=True)
class BarrierTold:
    """Something in the way that was found while rating."""

    statement: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a round's results say."""

    area: str
    round: str
    reference: str
    status: str
    is_signed: bool
    uses_scale: bool
    standing: str  # signed when, or that it may still change
    sign_off_words: str
    compared_with: str  # with which round changes are told; "" where this is the first
    agreed: int
    part_count: int
    bars: tuple[BarTold, ...]
    sections: tuple[SectionTold, ...]
    gaps: tuple[GapTold, ...]
    barriers: tuple[BarrierTold, ...]
    took_part: tuple[str, ...]
    signatures: tuple[tuple[str, str], ...]
    support: tuple[tuple[str, str], ...]
    evidence: tuple[EvidenceTold, ...]
    annexes: Mapping[str, Any]
    source: str

    @property
    def statements(self) -> tuple[StatementTold, ...]:
        return tuple(each for one in self.sections for each in one.statements)

    @property
    def minority_views(self) -> list[tuple[str, str]]:
        """Those whose holders wish them to be printed."""
        return [
            (part.key, part.minority_view)
            for each in self.statements
            for part in each.parts
            if part.minority_view
        ]

    @property
    def not_applicable(self) -> list[tuple[str, str]]:
        """What cannot apply here, and why."""
        return [
            (part.key, part.reason)
            for each in self.statements
            for part in each.parts
            if part.reason
        ]
