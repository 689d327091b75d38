"""All the meetings of an area, whatever their status, narrowed down and page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat

from .models import Meeting
from .models.meetings import MeetingQuerySet

PAGE_SIZE = 50
BY_HAND = "hand"
_TOLD_OF = ("name", "group__name", "venue__name", "venue__town", "venue__postcode")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page of meetings."""

    meetings: list[Meeting]
    total: int
    page: int
    pages: int


def find_kept(hat: Hat, chosen: Mapping[str, str], page: str = "1") -> KeptPage:
    """Two queries; a page that is not there leads to the nearest."""
    found = _fitting(Meeting.objects.visible_to(hat), chosen)
    total = found.count()
    pages = max(-(-total // PAGE_SIZE), 1)
    number = min(max(int(page[:9]), 1), pages) if page.isdecimal() else 1
    start = (number - 1) * PAGE_SIZE
    rows = found.select_related("fellowship", "venue", "source", "group")
    ordered = rows.order_by("weekday", "start_time", "name", "pk")
    return KeptPage(list(ordered[start : start + PAGE_SIZE]), total, number, pages)


def _fitting(meetings: MeetingQuerySet, chosen: Mapping[str, str]) -> MeetingQuerySet:
    for name, column in (
        ("status", "status"),
        ("fellowship", "fellowship__key"),
        ("day", "weekday"),
    ):
        if value := chosen.get(name):
            meetings = meetings.filter(**{column: value})
    if origin := chosen.get("origin"):
        by_hand = Q(source_record__isnull=True)
        listed = Q(source__reference=origin)
        meetings = meetings.filter(by_hand if origin == BY_HAND else listed)
    if days := chosen.get("unverified"):
        since = clock.today() - timedelta(int(days))
        meetings = meetings.filter(
            Q(verified_on__isnull=True) | Q(verified_on__lt=since)
        )
    for word in chosen.get("q", "").split():
        told = Q()
        for column in _TOLD_OF:
            told |= Q(**{f"{column}__icontains": word})
        meetings = meetings.filter(told)
    return meetings
