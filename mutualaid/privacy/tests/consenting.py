"""A person whom a keyworker works with, and what the apps above would have said of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.privacy import reach
from mutualaid.privacy.consents import agreements
from mutualaid.privacy.consents.actions import answering
from mutualaid.privacy.consents.agreements import ChosenMeeting
from mutualaid.privacy.models import (
    ContactPreference,
    HowSaid,
    Person,
    Route,
    TellingPermission,
)
from mutualaid.privacy.wording import current_wording

from . import factories

KEY = "HALL/2026-12-05"
WHOM = "Sam from the Tuesday group"
HOURS = "weekdays before three"


@dataclass
class Told:
    """A service, its people, and one person whom it keeps something about."""

    area: Area
    service: Service
    keyworker: Membership
    colleague: Membership
    manager: Membership
    person: Person
    meetings: list[ChosenMeeting] = field(default_factory=list)
    vetoed: set[int] = field(default_factory=set)
    ties: set[int] = field(default_factory=set)

    @property
    def by(self) -> Hat:
        return self.keyworker.hat()

    @property
    def meeting(self) -> ChosenMeeting:
        return self.meetings[0]

    def answers_telling(self, **given: Any) -> TellingPermission:
        usual = {
            "person": self.person,
            "is_yes": True,
            "whom": WHOM,
            "meeting": self.meeting,
            "how": HowSaid.SAID,
            "wording": current_wording("company").version,
            "by": self.by,
        }
        return answering.answer_telling(**{**usual, **given})

    def answers_contact(self, **given: Any) -> ContactPreference:
        route = given.get("route", Route.TEXT)
        rows = ContactPreference.objects.standing()
        standing = rows.filter(person=self.person, route=route)
        usual = {
            "person": self.person,
            "route": route,
            "is_yes": True,
            "how": HowSaid.SAID,
            "wording": current_wording(route).version,
            "seen": answering.standing_reference(standing),
            "safe_hours": HOURS,
            "by": self.by,
        }
        return answering.answer_contact(**{**usual, **given})

    @contextmanager
    def here(self) -> Iterator[None]:
        with within(self.area.pk):
            yield


def a_world(monkeypatch: pytest.MonkeyPatch) -> Told:
    """In place of what clients registers, what the world itself says."""
    area = make.area()
    service = make.service(area)
    keyworker, colleague, manager = (
        make.membership(role, area, service=service)
        for role in (Role.KEYWORKER, Role.KEYWORKER, Role.SERVICE_MANAGER)
    )
    person = factories.person(service)
    day = clock.today() + timedelta(days=5)
    told = Told(area, service, keyworker, colleague, manager, person)
    told.meetings = [ChosenMeeting(KEY, "Tuesday Steps, St Anne’s Hall", day)]
    told.ties = {keyworker.pk, colleague.pk}
    monkeypatch.setattr(reach, "_finders", [lambda hat: _seen_by(told, hat)])
    monkeypatch.setattr(
        agreements, "_ties", [lambda hat, person: hat.membership_id in told.ties]
    )
    monkeypatch.setattr(
        agreements, "_vetoes", [lambda person: person.pk in told.vetoed]
    )
    monkeypatch.setattr(agreements, "_choosers", [lambda person: told.meetings])
    return told


def _seen_by(told: Told, hat: Hat) -> Any:
    rows = Person.objects.filter(service=hat.service_id)
    sees = hat.membership_id in {*told.ties, told.manager.pk}
    return (rows if sees else rows.none()).values("pk")


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)
