"""Turning on and off whether a service keeps records of clients here."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import RecordKeeping
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service


@transaction.atomic
def change_record_keeping(*, service: Service, is_on: bool, by: Hat) -> RecordKeeping:
    """Turn it; as it stands already, it stays. Records that are there stay, whichever way."""
    rows = RecordKeeping.objects.select_for_update()
    row, _made = rows.get_or_create(
        service=service,
        defaults={"area_id": service.area_id, "changed_at": clock.now()},
    )
    if row.is_on == is_on:
        return row
    row.is_on, row.changed_at = is_on, clock.now()
    row.save(update_fields=["is_on", "changed_at"])
    act = "turn_on_record_keeping" if is_on else "turn_off_record_keeping"
    record(act=f"clients.{act}", by=by.actor, subject=f"service:{service.reference}")
    return row


def refuse_without_records(service_id: int) -> None:
    """Raises Refused where the service keeps no records here."""
    if not RecordKeeping.objects.is_on(service_id):
        raise Refused(
            _(
                "This service keeps no records of clients here. Its manager can turn that "
                "on; tallies work without."
            )
        )
