"""Changes to areas."""

from django.conf import settings
from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area


@transaction.atomic
@within(INSTALLATION)
def create_area(
    *,
    name: str,
    slug: str,
    latitude: float,
    longitude: float,
    by: Actor,
    host: str = "",
    is_demo: bool = False,
) -> Area:
    """Add a partnership. Its point is where distances are measured from by default.

    Raises Refused where another has its slug or its host, and a second area on SQLite.
    """
    if settings.ONE_AREA_ONLY and Area.objects.exists():
        raise Refused(
            "SQLite serves one area; set DATABASE_URL to a PostgreSQL database for more."
        )
    host = host.lower()
    if Area.objects.filter(slug=slug).exists():
        raise Refused(f"There is already an area called {slug}.")
    if host and Area.objects.filter(host=host).exists():
        raise Refused(f"There is already an area that answers to {host}.")
    now = clock.now()
    area = Area.objects.create(
        name=name,
        slug=slug,
        latitude=latitude,
        longitude=longitude,
        host=host,
        is_demo=is_demo,
        created_at=now,
        updated_at=now,
    )
    record(
        act="organisations.create_area",
        by=by,
        subject=f"area:{area.reference}",
        detail={"name": name, "slug": slug, "host": host},
        area_id=area.pk,
    )
    return area
