"""The rows of one page of meetings, read by their keys."""

from collections.abc import Iterable, Sequence
from typing import Any

from .models import Meeting

COLUMNS = [
    "pk",
    "reference",
    "name",
    "mode",
    "openness",
    "features",
    "languages",
    "venue_closed",
    "frequency",
    "duration_minutes",
    "timezone",
    "verified_on",
    "verified_how",
    "fellowship__name",
    "fellowship__short_name",
    "venue__name",
    "venue__town",
    "venue__postcode",
    "source_record__source__name",
    "source_record__source__last_read_at",
]


def card_rows(keys: Iterable[int]) -> dict[int, Any]:
    """For each key that is still published, a row with the attributes of `COLUMNS`."""
    rows = (
        Meeting.objects.published()
        .filter(pk__in=list(keys))
        .values_list(*COLUMNS, named=True)
    )
    return {row.pk: row for row in rows}


def references(keys: Sequence[int]) -> dict[int, str]:
    """Public references of these meetings."""
    rows = Meeting.objects.published().filter(pk__in=keys)
    return dict(rows.values_list("pk", "reference"))
