"""What a round comes to, worked out from what was said in it: plain values in, plain values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .agreement import Spread, balanced, lower_median, spread_of
from .change import Change, change_of, is_comparable
from .gap_list import WIDE, Gap, Looked, gap_list, weights
from .instrument import Part, Section, Statement
from .round_record import PartRecord, RoundRecord
from .scoring import (
    Rating,
    SectionScore,
    Unrated,
    across_providers,
    counted,
    section_score,
    statement_rating,
)


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part: what people rated it, how far apart they were, and what it counts as."""

    part: Part
    record: PartRecord
    claimed: Rating | None
    counts_as: Rating | None
    spread: Spread | None
    offered: int | None  # a starting point for the meeting, never a rating
    medians: Mapping[str, int | None]

    @property
    def is_agreed(self) -> bool:
        return self.claimed is not None

    @property
    def needs_evidence(self) -> bool:
        return self.claimed != self.counts_as

    @property
    def has_an_unsure_kind(self) -> bool:
        """One kind of rater is not placed to judge what another has rated."""
        middles = self.medians.values()
        return None in middles and any(each is not None for each in middles)

    @property
    def is_to_discuss(self) -> bool:
        return self.spread in WIDE or self.has_an_unsure_kind


@dataclass(frozen=True, slots=True)
class StatementResult:
    """One statement and its parts. Its rating is the lowest of what they count as."""

    statement: Statement
    parts: tuple[PartResult, ...]
    rating: Rating | None  # None until every part is agreed
    before: Rating | None
    change: Change | None
    spread: Spread | None
    weight: Fraction
    votes: Mapping[str, int]  # by kind of rater

    @property
    def needs_evidence(self) -> bool:
        return any(part.needs_evidence for part in self.parts)

    @property
    def is_to_discuss(self) -> bool:
        return any(part.is_to_discuss for part in self.parts)

    @property
    def has_an_unsure_kind(self) -> bool:
        return any(part.has_an_unsure_kind for part in self.parts)


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A bar of the profile, and the statements behind it."""

    section: Section
    score: SectionScore
    statements: tuple[StatementResult, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A round as it stands. There is no figure for the whole, and no grade."""

    sections: tuple[SectionResult, ...]
    gaps: tuple[Gap, ...]
    agreed: int
    parts: int

    @property
    def statements(self) -> tuple[StatementResult, ...]:
        return tuple(each for one in self.sections for each in one.statements)

    def statement(self, key: str) -> StatementResult:
        return next(each for each in self.statements if each.statement.key == key)


def results_of(record: RoundRecord) -> Results:
    """Everything at once."""
    earlier = _ratings_before(record)
    weighed = weights(record.votes)
    sections = tuple(
        _section(record, each, earlier, weighed) for each in record.instrument.sections
    )
    parts = [part for one in sections for each in one.statements for part in each.parts]
    return Results(
        sections=sections,
        gaps=tuple(_gaps(sections, uses_scale=record.uses_scale)),
        agreed=sum(part.is_agreed for part in parts),
        parts=len(parts),
    )


def to_discuss(results: Results) -> list[StatementResult]:
    """Split and opposed ones first, then those that a kind is unsure of, then the rest."""
    return sorted(results.statements, key=_discussed_first)


def _discussed_first(one: StatementResult) -> tuple[bool, bool, int]:
    steps = -1 if one.spread is None else list(Spread).index(one.spread)
    is_wide = one.spread in WIDE
    return not is_wide, not (is_wide or one.has_an_unsure_kind), -steps


def _ratings_before(record: RoundRecord) -> dict[str, Rating | None]:
    """What each statement counted as in the round before; nothing where there was none."""
    if record.before is None:
        return {}
    sections = results_of(record.before).sections
    return {
        each.statement.key: each.rating for one in sections for each in one.statements
    }


def _section(
    record: RoundRecord,
    section: Section,
    earlier: Mapping[str, Rating | None],
    weighed: Mapping[str, Fraction],
) -> SectionResult:
    statements = tuple(
        _statement(record, each, earlier, weighed.get(each.key, Fraction()))
        for each in section.statements
    )
    # What is not agreed yet is not known yet.
    ratings: list[Rating] = [
        Unrated.UNKNOWN if each.rating is None else each.rating for each in statements
    ]
    return SectionResult(section, section_score(ratings), statements)


def _statement(
    record: RoundRecord,
    statement: Statement,
    earlier: Mapping[str, Rating | None],
    weight: Fraction,
) -> StatementResult:
    parts = tuple(
        part_result(each, record.parts.get(each.key, PartRecord()))
        for each in statement.parts
    )
    known = [part.counts_as for part in parts if part.counts_as is not None]
    rating = statement_rating(known) if len(known) == len(parts) else None
    before = earlier.get(statement.key)
    return StatementResult(
        statement=statement,
        parts=parts,
        rating=rating,
        before=before,
        change=_change(record, statement.key, before, rating),
        spread=max((part.spread for part in parts), key=_width, default=None),
        weight=weight,
        votes={
            kind: keys[statement.key]
            for kind, keys in record.votes.items()
            if keys.get(statement.key)
        },
    )


def part_result(part: Part, record: PartRecord) -> PartResult:
    """Of providers that were rated apart the lower median holds, unless people set another."""
    levels = {kind: _levels(said) for kind, said in record.voices.items()}
    claimed = record.agreed
    if claimed is None and record.of_services:
        claimed = across_providers(list(record.of_services.values()))
    counts_as = claimed
    if claimed is not None:
        counts_as = counted(claimed, has_evidence=record.has_evidence)
    return PartResult(
        part=part,
        record=record,
        claimed=claimed,
        counts_as=counts_as,
        spread=spread_of([each for said in levels.values() for each in said]),
        offered=balanced(levels),
        medians={kind: lower_median(said) for kind, said in levels.items()},
    )


def _levels(said: Sequence[Rating]) -> list[int | None]:
    return [each if isinstance(each, int) else None for each in said]


def _width(spread: Spread | None) -> int:
    return -1 if spread is None else list(Spread).index(spread)


def _change(
    record: RoundRecord, key: str, before: Rating | None, now: Rating | None
) -> Change | None:
    if record.before is None or now is None:
        return None
    has_scale = record.uses_scale and record.before.uses_scale
    is_alike = is_comparable(record.before.instrument, record.instrument, key)
    if before is None or not has_scale or not is_alike:
        return Change.NOT_COMPARABLE
    return change_of(before, now)


def _gaps(sections: Sequence[SectionResult], *, uses_scale: bool) -> list[Gap]:
    """Of what people have agreed; the rest is still to be talked about."""
    return gap_list(
        [
            Looked(
                key=each.statement.key,
                rating=each.rating,
                spread=each.spread,
                needs_evidence=each.needs_evidence,
                change=each.change,
                weight=each.weight,
                is_rated=uses_scale,
            )
            for one in sections
            for each in one.statements
            if each.rating is not None
        ]
    )
