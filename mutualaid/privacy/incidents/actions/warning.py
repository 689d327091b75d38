"""Warning of an incident's 72 hours: once a day before they end, and once they are over."""

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.privacy.countdown import PRESSING
from mutualaid.privacy.incidents.letters import tell_managers
from mutualaid.privacy.models import Incident


def warn_of_incidents(*, area_id: int, by: Actor) -> int:
    """Write to the managers of each whose time presses, once for each state; how many."""
    ticking = Incident.objects.filter(area=area_id).open().ticking()
    return sum(_warn(row, by) for row in ticking)


@transaction.atomic
def _warn(incident: Incident, by: Actor) -> bool:
    row = Incident.objects.select_for_update().get(pk=incident.pk)
    state = row.countdown_at(clock.now()).clock
    if state not in PRESSING or row.warned_of == state:
        return False
    row.warned_of = state
    row.save(update_fields=["warned_of"])
    tell_managers(row)
    record(
        act="privacy.warn_of_incident",
        by=by,
        subject=f"incident:{row.reference}",
        area_id=row.area_id,
    )
    return True
