"""Agreement across the whole instrument, for analysts: two figures and what they mean."""

from django.utils.translation import gettext

from mutualaid.self_assessment.agreement import gwet, krippendorff_alpha
from mutualaid.self_assessment.round_record import RoundRecord


def agreement_told(record: RoundRecord) -> list[tuple[str, str]]:
    """Name and figure of each; nothing where nobody rated the same part twice."""
    table = [
        [
            each if isinstance(each, int) else None
            for said in part.voices.values()
            for each in said
        ]
        for part in record.parts.values()
    ]
    figures = (
        (gettext("Krippendorff’s alpha (ordinal)"), krippendorff_alpha(table)),
        (gettext("Gwet’s AC2 (ordinal)"), gwet(table, is_ordinal=True)),
    )
    return [(name, f"{value:.2f}") for name, value in figures if value is not None]
