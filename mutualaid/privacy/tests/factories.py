"""Minimal valid people, for tests of this layer and those above."""

from typing import Any

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.models import Service
from mutualaid.privacy.models import Person


def person(service: Service, **values: Any) -> Person:
    """Somebody about whom a service keeps something."""
    given = {"area": service.area, "service": service, "created_at": clock.now()}
    with within(service.area_id):
        return Person.objects.create(**{**given, **values})
