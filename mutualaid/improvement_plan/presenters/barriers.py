"""Barriers as their list tells them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mutualaid.design_system.dates import full_date
from mutualaid.improvement_plan.models import Barrier, BarrierKind, BarrierStatus


@dataclass(frozen=True, slots=True)
class ShownBarrier:
    """What is in the way, and the actions that should lift it."""

    reference: str
    words: str
    kind: str
    statement: str
    noted_on: str
    actions: list[tuple[str, str]]


def present_barriers(
    rows: Iterable[Barrier], statements: Mapping[str, str]
) -> tuple[list[ShownBarrier], list[ShownBarrier]]:
    """Those that stand, and those that do not; wants the actions prefetched."""
    sides: dict[str, list[ShownBarrier]] = {each: [] for each in BarrierStatus.values}
    for row in rows:
        sides[row.status].append(_present(row, statements))
    return sides[BarrierStatus.STANDING], sides[BarrierStatus.LIFTED]


def _present(row: Barrier, statements: Mapping[str, str]) -> ShownBarrier:
    key = row.statement_key
    return ShownBarrier(
        reference=row.reference,
        words=row.words,
        kind=str(BarrierKind(row.kind).label),
        statement=f"{key} {statements.get(key, '')}".strip(),
        noted_on=full_date(row.created_at),
        actions=[(each.reference, each.title) for each in row.actions.all()],
    )
