"""The evidence of a round as its report lists it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mutualaid.indicators.registry import find_indicator
from mutualaid.self_assessment.models import Evidence, EvidenceKind, Round


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """One piece, with the day that it tells of."""

    part: str
    kind: str
    words: str
    relates_to: date
    address: str
    is_of_this_round: bool


def evidence_told(opened: Round) -> Iterator[EvidenceTold]:
    """Everything that counts, by part."""
    rows = Evidence.objects.filter(round=opened).kept().select_related("file")
    for row in rows:
        yield EvidenceTold(
            part=row.part_key,
            kind=row.get_kind_display(),
            words=_words(row),
            relates_to=row.relates_to,
            address=row.address,
            is_of_this_round=row.relates_to >= opened.evidence_from,
        )


def _words(row: Evidence) -> str:
    if row.kind == EvidenceKind.READING:
        return ": ".join(filter(None, (_title(row), row.words or _value(row))))
    if row.kind == EvidenceKind.FILE and row.file:
        return ": ".join(filter(None, (row.file.name, row.words)))
    return row.words or row.address


def _title(row: Evidence) -> str:
    found = find_indicator(row.indicator_key)
    return str(found.title) if found else row.indicator_key


def _value(row: Evidence) -> str:
    if row.denominator is None:
        return "" if row.numerator is None else f"{row.numerator:,}"
    return gettext("%(some)d of %(all)d") % {
        "some": row.numerator or 0,
        "all": row.denominator,
    }
