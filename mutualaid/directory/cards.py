"""The rows of one page of meetings, read by their keys."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet

from mutualaid.core.prepared import PreparedQuery

from .models import ConfirmedDate, Meeting
from .models.meetings import Visibility

AT_ONCE = 26  # a page and the one beyond it
NO_KEY = 0


class Card(NamedTuple):
    """What a row of a list says; the names are the query's."""

    pk: int
    area_id: int
    reference: str
    name: str
    mode: str
    openness: str
    features: list[str]
    venue_closed: bool
    frequency: str
    duration_minutes: int | None
    timezone: str
    verified_on: date | None
    verified_how: str
    doubted_on: date | None
    fellowship__short_name: str
    fellowship__for_whom: list[str]
    venue__name: str | None
    venue__town: str | None
    venue__postcode: str | None
    source__name: str | None
    source__last_read_at: datetime | None
    visibility: str

    def for_public(self) -> "Card":
        """Without its place but the town, where the public is told a contact instead."""
        if self.visibility == Visibility.PUBLIC:
            return self
        return self._replace(venue__name=None, venue__postcode=None)


def _cards(keys: Sequence[int]) -> QuerySet[Meeting, Any]:
    meetings = Meeting.objects.published().filter(pk__in=keys)
    return meetings.values_list(*Card._fields)


_prepared = PreparedQuery(_cards, Card, stand_ins=range(-AT_ONCE, 0))


def card_rows(keys: Iterable[int]) -> dict[int, Card]:
    """For each key that is still published, a row with what a list says."""
    left, cards = iter(keys), {}
    while some := list(islice(left, AT_ONCE)):
        missing = [NO_KEY] * (AT_ONCE - len(some))
        rows = _prepared.rows(*some, *missing)
        cards.update({card.pk: card.for_public() for card in rows})
    return cards


def confirmed_dates(keys: Sequence[int]) -> dict[int, set[date]]:
    """For each of these meetings, the special days on which somebody said that it runs."""
    found: dict[int, set[date]] = {}
    for each in ConfirmedDate.objects.filter(meeting__in=keys):
        found.setdefault(each.meeting_id, set()).add(each.on)
    return found


def references(keys: Sequence[int]) -> dict[int, str]:
    """Public references of these meetings."""
    rows = Meeting.objects.published().filter(pk__in=keys)
    return dict(rows.values_list("pk", "reference"))


class Spot(NamedTuple):
    """Where a meeting stands on a map."""

    pk: int
    venue__latitude: float | None
    venue__longitude: float | None
    venue__is_approximate: bool | None


def spots(keys: Sequence[int]) -> dict[int, Spot]:
    """For each key with a place that may be shown, where that is."""
    rows = Meeting.objects.published().filter(
        pk__in=keys,
        visibility=Visibility.PUBLIC,
        venue__latitude__isnull=False,
    )
    return {spot.pk: spot for spot in map(Spot._make, rows.values_list(*Spot._fields))}
