"""Minimal valid clients and their keyworkers, for tests of this layer and those above."""

from datetime import timedelta
from itertools import count
from typing import Any

from mutualaid.clients.models import (
    BreakGlass,
    BreakGlassReason,
    Caseload,
    Client,
    ClientIdentity,
    Commitment,
    NamedReader,
    RecordKeeping,
)
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.models import Meeting
from mutualaid.organisations.models import Membership, Service
from mutualaid.privacy.tests import factories as people

_numbers = count(1)


def record_keeping(service: Service, *, is_on: bool = True) -> RecordKeeping:
    with within(service.area_id):
        row, _ = RecordKeeping.objects.update_or_create(
            service=service,
            defaults={
                "area": service.area,
                "is_on": is_on,
                "changed_at": clock.now(),
            },
        )
    return row


def client(
    service: Service,
    keyworker: Membership | None = None,
    *,
    identity: dict[str, str] | None = None,
    **values: Any,
) -> Client:
    """With an identity: a name of its own, and what `identity` names ("contact": "…")."""
    now = clock.now()
    given = {
        "person": people.person(service),
        "area": service.area,
        "service": service,
        "created_at": now,
        "updated_at": now,
        "last_contact_on": clock.today(),
    }
    with within(service.area_id):
        made = Client.objects.create(**{**given, **values})
        row = ClientIdentity(client=made, area=service.area, changed_at=now)
        told = {"name": f"Client {next(_numbers)}", **(identity or {})}
        row.name(told.pop("name"))
        for column, words in told.items():
            row.write(f"sealed_{column}", words)
        row.save()
        if keyworker:
            caseload(made, keyworker)
    return made


def caseload(client: Client, keyworker: Membership, **values: Any) -> Caseload:
    given = {
        "area": client.area,
        "client": client,
        "membership": keyworker,
        "started_at": clock.now(),
    }
    with within(client.area_id):
        return Caseload.objects.create(**{**given, **values})


def break_glass(client: Client, membership: Membership, **values: Any) -> BreakGlass:
    given = {
        "area": client.area,
        "client": client,
        "membership": membership,
        "reason": BreakGlassReason.IMMEDIATE_DANGER,
        "opened_at": clock.now(),
        "review_by": clock.today() + timedelta(days=3),
    }
    with within(client.area_id):
        return BreakGlass.objects.create(**{**given, **values})


def named_reader(
    client: Client, reader: Membership, named_by: Membership | None = None
) -> NamedReader:
    with within(client.area_id):
        return NamedReader.objects.create(
            area=client.area,
            client=client,
            membership=reader,
            named_by=named_by or reader,
            named_at=clock.now(),
        )


def commitment(
    client: Client, meeting: Meeting, planned_by: Membership, **values: Any
) -> Commitment:
    """Planned for the meeting's next date, unless told otherwise."""
    now = clock.now()
    coming = meeting.schedule().next_occurrence(now)
    given = {
        "area": client.area,
        "client": client,
        "meeting": meeting,
        "original_date": coming.original_date if coming else clock.today(),
        "planned_by": planned_by,
        "created_at": now,
        "updated_at": now,
    }
    with within(client.area_id):
        return Commitment.objects.create(**{**given, **values})
