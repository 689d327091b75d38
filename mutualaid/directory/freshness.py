"""What part of an area's published meetings somebody has checked lately."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from .confidence import CONFIRMED_DAYS
from .models import Meeting


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    verified: int
    total: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means all of them; None of nothing."""
        return self.verified * 100 // self.total if self.total else None


def verified_share(area_id: int, today: date, days: int = CONFIRMED_DAYS) -> Share:
    """Of the published meetings of an area, those checked within so many days."""
    counted = _published(area_id).aggregate(**_counts(today, days))
    return Share(**counted)


def verified_share_by_fellowship(
    area_id: int, today: date, days: int = CONFIRMED_DAYS
) -> dict[str, Share]:
    """The same for each fellowship that has a meeting there, by its key."""
    rows: Any = (
        _published(area_id)
        .values("fellowship__key")
        .annotate(**_counts(today, days))
        .order_by("fellowship__key")
    )
    return {
        row["fellowship__key"]: Share(row["verified"], row["total"]) for row in rows
    }


def _published(area_id: int) -> QuerySet[Meeting]:
    return Meeting.objects.published().filter(area=area_id)


def _counts(today: date, days: int) -> dict[str, Any]:
    since = today - timedelta(days)
    return {
        "verified": Count("pk", filter=Q(verified_on__gte=since)),
        "total": Count("pk"),
    }
