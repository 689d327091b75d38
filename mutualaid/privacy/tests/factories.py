"""Minimal valid people, for tests of this layer and those above."""

from datetime import timedelta
from typing import Any

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.retention import CARE_RECORD
from mutualaid.privacy.models import (
    Affected,
    Hold,
    HoldReason,
    Incident,
    IncidentNote,
    IncidentPerson,
    IncidentStatus,
    Person,
    Review,
    Risk,
    Step,
)


def person(service: Service, **values: Any) -> Person:
    """Somebody about whom a service keeps something."""
    given = {"area": service.area, "service": service, "created_at": clock.now()}
    with within(service.area_id):
        return Person.objects.create(**{**given, **values})


def hold(person: Person, placed_by: Membership, **values: Any) -> Hold:
    """Until somebody lifts it."""
    given = {
        "area": person.area,
        "person": person,
        "reason": HoldReason.COMPLAINT,
        "placed_at": clock.now(),
        "placed_by": placed_by,
    }
    with within(person.area_id):
        return Hold.objects.create(**{**given, **values})


def review(person: Person, **values: Any) -> Review:
    """Of a care record whose time was over yesterday, and that nobody has decided."""
    yesterday = clock.today() - timedelta(days=1)
    given = {
        "area": person.area,
        "person": person,
        "kind": CARE_RECORD,
        "since": yesterday - timedelta(days=2922),
        "due_on": yesterday,
        "listed_at": clock.now(),
    }
    with within(person.area_id):
        return Review.objects.create(**{**given, **values})


def closed_incident(
    reported_by: Membership, *people: Person, **values: Any
) -> Incident:
    """One that touched these people, with what was learned from it."""
    now = values.get("closed_at") or clock.now()
    row = Incident(
        **{
            "area": reported_by.area,
            "service": reported_by.service,
            "happened_on": now.date(),
            "aware_at": now,
            "reported_at": now,
            "reported_by": reported_by,
            "affected": Affected.ONE,
            "risk": Risk.NONE,
            "status": IncidentStatus.CLOSED,
            "closed_at": now,
            **values,
        }
    )
    row.write("sealed_words", "A letter went to the wrong flat.")
    by = {"area": row.area, "incident": row}
    with within(row.area_id):
        row.save()
        note = IncidentNote(
            **by, step=Step.LESSON, written_by=reported_by, written_at=now
        )
        note.write("sealed_words", "Two people check addresses.")
        note.save()
        for each in people:
            IncidentPerson.objects.create(
                **by, person=each, added_by=reported_by, added_at=now
            )
    return row
