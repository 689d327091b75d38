"""Bringing in where people live."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.formats.records import FormatError
from mutualaid.directory.models import PopulationPoint
from mutualaid.directory.population_file import PopulationRead, read_population
from mutualaid.organisations.models import Area

BATCH = 2000


@transaction.atomic
def import_population(
    *, area: Area, data: bytes, by: Actor, middles: bytes | None = None
) -> PopulationRead:
    """Make the points in the table the area's, in place of all it had. Raises Refused."""
    try:
        found = read_population(data, middles)
    except FormatError as error:
        raise Refused(str(error)) from error
    if not found.rows:
        raise Refused(gettext("No row of the table could be used; nothing is changed."))
    now = clock.now()
    PopulationPoint.objects.filter(area=area).delete()
    PopulationPoint.objects.bulk_create(
        (
            PopulationPoint(
                area=area,
                code=row.code,
                latitude=row.latitude,
                longitude=row.longitude,
                people=row.people,
                imported_at=now,
            )
            for row in found.rows
        ),
        batch_size=BATCH,
    )
    record(
        act="directory.import_population",
        by=by,
        subject=f"area:{area.reference}",
        detail={"accepted": len(found.rows), "rejected": found.rejected},
        area_id=area.pk,
    )
    return found
