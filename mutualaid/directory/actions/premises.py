"""Saying whose premises a place is."""

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.directory.models import Premises, Venue
from mutualaid.organisations.models import Service


@transaction.atomic
def name_premises(*, venue: Venue, service: Service | None, by: Actor) -> bool:
    """Keep that it is this service's, or with None nobody's; whether that changed anything."""
    held = Premises.objects.filter(venue=venue)
    if service is None:
        is_changed = bool(held.delete()[0])
    else:
        is_changed = not held.filter(service=service).exists()
        if is_changed:
            _keep(venue, service)
    if is_changed:
        record(
            act="directory.name_premises",
            by=by,
            subject=f"venue:{venue.reference}",
            detail={"service": service.reference if service else ""},
            area_id=venue.area_id,
        )
    return is_changed


def _keep(venue: Venue, service: Service) -> None:
    now = clock.now()
    Premises.objects.update_or_create(
        venue=venue,
        defaults={"service": service, "updated_at": now},
        create_defaults={
            "area_id": venue.area_id,
            "service": service,
            "created_at": now,
            "updated_at": now,
        },
    )
