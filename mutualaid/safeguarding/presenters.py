"""Concerns, receipts, leads and totals in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from mutualaid.indicators.presenters.words import quarter_in_words
from mutualaid.indicators.release import ReleasedTable
from mutualaid.organisations.models import Service

from .deadlines import days_until_seen, overdue_before
from .models import (
    Concern,
    ConcernKind,
    ConcernNote,
    ConcernStatus,
    LeadPosition,
    SafeguardingLead,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the writer keeps: nothing of what they wrote."""

    reference: str
    raised_at: datetime
    state: str
    received_by: str
    days: int
    is_danger_now: bool


def present_receipt(concern: Concern) -> Receipt:
    lead = concern.received_by
    return Receipt(
        reference=concern.reference,
        raised_at=concern.raised_at,
        state=str(ConcernStatus(concern.status).label),
        received_by=lead.membership.user.name if lead else "",
        days=days_until_seen(concern.kind),
        is_danger_now=concern.is_danger_now,
    )


def is_overdue(concern: Concern) -> bool:
    """Whether the promise to the writer has been broken."""
    return (
        concern.status == ConcernStatus.RAISED
        and concern.raised_at < overdue_before(concern.kind)
    )


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern in the list; its words stay on its own page."""

    reference: str
    kind: str
    place: str
    raised_at: datetime
    state: str
    is_overdue: bool
    is_danger_now: bool


def present_line(concern: Concern) -> ConcernLine:
    return ConcernLine(
        reference=concern.reference,
        kind=short_kind(concern),
        place=place_of(concern),
        raised_at=concern.raised_at,
        state=str(ConcernStatus(concern.status).label),
        is_overdue=is_overdue(concern),
        is_danger_now=concern.is_danger_now,
    )


def short_kind(concern: Concern) -> str:
    if concern.kind == ConcernKind.NOT_COMFORTABLE:
        return gettext("Not comfortable")
    return gettext("Safeguarding")


def place_of(concern: Concern) -> str:
    """The service, or the area."""
    return concern.service.name if concern.service else concern.area.name


def people_in_words(concern: Concern, names: Sequence[str]) -> str:
    """Whom it is about, as the lead reads it."""
    listed = [*names]
    if concern.is_about_somebody_unlisted:
        listed.append(gettext("somebody who is not in the lists"))
    return ", ".join(listed) or gettext("Nobody was named")


def step_in_words(note: ConcernNote) -> str:
    """What a note did."""
    if not note.came_to:
        return gettext("Note")
    steps = {
        ConcernStatus.SEEN: gettext("Marked as seen"),
        ConcernStatus.ACTED_ON: gettext("What was done"),
        ConcernStatus.CLOSED: gettext("Closed"),
        ConcernStatus.REOPENED: gettext("Opened again"),
    }
    return steps[ConcernStatus(note.came_to)]


@dataclass(frozen=True, slots=True)
class Post:
    """A service, or the area, with who receives its concerns."""

    name: str
    lead: SafeguardingLead | None
    deputies: list[SafeguardingLead]

    @property
    def holders(self) -> list[SafeguardingLead]:
        return [self.lead, *self.deputies] if self.lead else self.deputies


def present_posts(
    area_name: str, services: Iterable[Service], leads: Sequence[SafeguardingLead]
) -> list[Post]:
    """The area's post, then those of its services."""
    places: list[tuple[int | None, str]] = [(None, area_name)]
    places += [(service.pk, service.name) for service in services]
    return [_post(key, name, leads) for key, name in places]


def _post(service_id: int | None, name: str, leads: Sequence[SafeguardingLead]) -> Post:
    here = [lead for lead in leads if lead.service_id == service_id]
    first = [lead for lead in here if lead.position == LeadPosition.LEAD]
    deputies = [lead for lead in here if lead.position == LeadPosition.DEPUTY]
    return Post(name, first[0] if first else None, deputies)


def present_totals(
    quarters: Iterable[date], told: Mapping[date, ReleasedTable]
) -> list[tuple[str, str]]:
    """Rows of the table: each quarter with its count as it was told."""
    return [
        (quarter_in_words(each), count_in_words(told.get(each))) for each in quarters
    ]


def count_in_words(table: ReleasedTable | None) -> str:
    if table is None:
        return gettext("Not counted yet")
    if table.total is None:
        return gettext("1 to 5, so hidden")
    if not table.total:
        return gettext("None")
    return gettext("About %(count)d") % {"count": table.total}
