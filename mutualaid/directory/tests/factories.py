"""The least that makes a valid row; every value can be given."""

from datetime import time
from typing import Any

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.tests.database_roles import stand_in
from mutualaid.directory.actions.correcting import tell_us
from mutualaid.directory.models import (
    Correction,
    DirectoryRevision,
    Fellowship,
    Group,
    GroupRelations,
    Meeting,
    Venue,
)
from mutualaid.directory.models.corrections import CorrectionKind, CorrectionOrigin
from mutualaid.directory.recurrence import Frequency
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

TESTER = system_actor("tests")


def an_area(**given: Any) -> Area:
    """The area that rows belong to unless told: made once."""
    known = Area.objects.filter(slug=given.get("slug", "northbridge")).first()
    usual = {
        "name": "Northbridge",
        "slug": "northbridge",
        "latitude": 53.8,
        "longitude": 0.75,
    }
    area = known or create_area(**{**usual, **given}, by=TESTER)
    stand_in(area.pk)
    return area


def a_fellowship(key: str = "aa", **given: Any) -> Fellowship:
    """The fellowship of this key: made once."""
    now = clock.now()
    usual = {
        "name": f"{key.upper()} in full",
        "short_name": key.upper(),
        "approach": "12-step",
        "for_whom": ["use"],
        "summary": "People take turns to talk and to listen.",
        "created_at": now,
        "updated_at": now,
    }
    owner = given.get("area")
    with within(owner.pk if owner else INSTALLATION):
        fellowship, _ = Fellowship.objects.get_or_create(
            key=key, defaults={**usual, **given}
        )
    return fellowship


def a_group(**given: Any) -> Group:
    """A group of the usual area and fellowship."""
    now = clock.now()
    usual = {"name": "Harbour group", "created_at": now, "updated_at": now}
    row = {"area": an_area(), "fellowship": a_fellowship(), **usual, **given}
    with within(row["area"].pk):
        return Group.objects.create(**row)


def a_venue(**given: Any) -> Venue:
    """A hall in the middle of the usual area."""
    now = clock.now()
    usual = {
        "identity": f"venue {Venue.objects.count()}",
        "name": "St Anne’s Hall",
        "address": "1 Harbour Row",
        "town": "Northbridge",
        "postcode": "NB1 1AA",
        "latitude": 53.8,
        "longitude": 0.75,
        "created_at": now,
        "updated_at": now,
    }
    row = {"area": an_area(), **usual, **given}
    with within(row["area"].pk):
        return Venue.objects.create(**row)


def a_meeting(**given: Any) -> Meeting:
    """A weekly meeting on Monday at 7pm in St Anne's Hall, published."""
    now = clock.now()
    usual: dict[str, Any] = {
        "name": "Harbour Lights",
        "frequency": Frequency.WEEKLY,
        "weekday": 0,
        "start_time": time(19),
        "duration_minutes": 60,
        "mode": "in-person",
        "openness": "open",
        "created_at": now,
        "updated_at": now,
    }
    if "venue" not in given:
        usual["venue"] = a_venue()
    row = {"area": an_area(), "fellowship": a_fellowship(), **usual, **given}
    with within(row["area"].pk):
        meeting = Meeting.objects.create(**row)
    DirectoryRevision.advance()
    return meeting


def a_shared_address(group: Group, **given: Any) -> GroupRelations:
    """The address by which a group gets its letters."""
    now = clock.now()
    usual = {"shared_email": "harbour@group.example", "is_shared": True}
    row = {"area": group.area, "group": group, "created_at": now, "updated_at": now}
    with within(group.area_id):
        return GroupRelations.objects.create(**row, **{**usual, **given})


def a_correction(meeting: Meeting | None = None, **given: Any) -> Correction:
    """Somebody in public says that nobody was there."""
    area = meeting.area if meeting else an_area()
    usual = {
        "area": area,
        "meeting": meeting,
        "kind": CorrectionKind.NOT_THERE,
        "origin": CorrectionOrigin.PUBLIC,
        "by": TESTER,
    }
    with within(area.pk):
        return tell_us(**{**usual, **given})
