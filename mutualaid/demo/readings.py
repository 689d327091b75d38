"""What the demo's indicators came to in the months before there was a demo."""

import csv

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.indicators.actions.charts import add_note, set_target
from mutualaid.indicators.actions.readings import take_readings
from mutualaid.indicators.models import NoteKind, Reading
from mutualaid.organisations.models import Area

from .past import months_ago
from .sources import DATA

TARGETS = {"directory.verified_share": 50.0, "directory.days_in_person": 7.0}
CHANGED_HANDS = 9  # months ago


def remember_readings(area: Area, by: Actor) -> None:
    """Months that are over are never read again, so these are written as they would stand."""
    now = clock.now()
    with (DATA / "readings.csv").open(encoding="utf-8", newline="") as file:
        Reading.objects.bulk_create(
            Reading(
                area=area,
                key=row["key"],
                month=months_ago(int(row["months_ago"])),
                numerator=int(row["numerator"]),
                denominator=int(row["denominator"]) if row["denominator"] else None,
                taken_at=now,
            )
            for row in csv.DictReader(file)
        )
    take_readings(area=area, by=by)
    for key, target in TARGETS.items():
        set_target(area=area, key=key, target=target, by=by)
    add_note(
        area=area,
        key="directory.verified_share",
        on=months_ago(CHANGED_HANDS).replace(day=15),
        kind=NoteKind.TENDER,
        words="Lantern Peer Network took over the list",
        by=by,
    )
