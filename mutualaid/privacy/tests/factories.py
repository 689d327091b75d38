"""Minimal valid people, for tests of this layer and those above."""

from datetime import timedelta
from typing import Any

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.models import Membership, Service
from mutualaid.organisations.retention import CARE_RECORD
from mutualaid.privacy.models import Hold, HoldReason, Person, Review


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
