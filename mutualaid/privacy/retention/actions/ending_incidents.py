"""Erasing incidents that were closed so long ago that their time is over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations.models import Area
from mutualaid.organisations.retention import INCIDENT
from mutualaid.privacy.ledger import enter
from mutualaid.privacy.models import (
    Hold,
    Incident,
    IncidentNote,
    IncidentPerson,
    IncidentStatus,
)
from mutualaid.privacy.retention.schedule import period_of
from mutualaid.privacy.shelves import Shelf
from mutualaid.privacy.vault import destroy_keys

from .ending import refuse_after_jump


def end_incidents(*, area: Area, by: Actor) -> int:
    """Erase what is over; how many. Raises Refused after a jump of the clock."""
    refuse_after_jump(area)
    before = clock.now() - timedelta(days=period_of(area, INCIDENT).days)
    over = _closed_before(area, before).values_list("pk", flat=True)
    return sum(_end(key, area, before, by) for key in list(over))


def _closed_before(area: Area, before: datetime) -> QuerySet[Incident]:
    """Those that touch nobody whose record a hold keeps: it may be asked about too."""
    held = IncidentPerson.objects.filter(
        person__in=Hold.objects.in_force().values("person")
    )
    rows = Incident.objects.filter(
        area=area, status=IncidentStatus.CLOSED, closed_at__lt=before
    )
    return rows.exclude(pk__in=held.values("incident"))


@transaction.atomic
def _end(key: int, area: Area, before: datetime, by: Actor) -> bool:
    """As with a person: the ledger, then the key, then the rows; cut off, it is done again."""
    rows = _closed_before(area, before).select_for_update(of=("self",))
    incident = rows.filter(pk=key).first()
    if incident is None:
        return False
    enter(incident.token, [Shelf.INCIDENT])
    destroy_keys(incident.token, [Shelf.INCIDENT])
    # Notes refuse to be removed one by one; with their incident they go.
    IncidentNote._base_manager.filter(incident=incident).delete()
    incident.people.all().delete()
    subject = f"incident:{incident.reference}"
    incident.delete()
    record(act="privacy.end_incident", by=by, subject=subject, area_id=area.pk)
    return True
