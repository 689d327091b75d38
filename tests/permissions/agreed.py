"""What clients agreed to, and incidents, in every place of the world."""

from datetime import timedelta

from clients import second_keyworker
from world import SERVICES, Person, World

from mutualaid.clients.models import Client
from mutualaid.core import clock
from mutualaid.privacy.models import (
    Affected,
    ContactPreference,
    HowSaid,
    Incident,
    IncidentNote,
    IncidentStatus,
    Risk,
    Route,
    Step,
    TellingPermission,
)

DAY = timedelta(days=1)
ROUTE_ASKED = Route.LETTER


def add_agreed(world: World, area: int) -> None:
    """A yes of the client of each service, and one incident open and one closed."""
    for service in range(SERVICES):
        keyworker = second_keyworker(world, area, service)
        (client,) = [
            each.row
            for each in world.things["client"]
            if (each.area, each.service) == (area, service)
        ]
        _add_preference(world, client, keyworker)
        _add_permission(world, client, keyworker)
        reporter = world.person("keyworker", area, service)
        _add_incident(world, "incident", IncidentStatus.DECIDED, reporter)
        _add_incident(world, "closed-incident", IncidentStatus.CLOSED, reporter)


def _add_preference(world: World, client: Client, keyworker: Person) -> None:
    row = ContactPreference(route=Route.TEXT, **_said(world, client, keyworker))
    row.write("sealed_safe_hours", _planted(world, "hours that are safe", keyworker))
    row.save()
    _tell(world, "yes", row, keyworker)


def _add_permission(world: World, client: Client, keyworker: Person) -> None:
    row = TellingPermission(
        visit_on=world.now.date() + DAY, **_said(world, client, keyworker)
    )
    for column in ("whom", "meeting", "place"):
        told = _planted(world, f"{column} of a permission", keyworker)
        row.write(f"sealed_{column}", told)
    row.save()
    _tell(world, "yes", row, keyworker)


def _said(world: World, client: Client, keyworker: Person) -> dict[str, object]:
    return {
        "area": client.area,
        "person": client.person,
        "wording": 1,
        "status": "given",
        "how": HowSaid.SAID,
        "recorded_by": keyworker.membership,
        "recorded_at": world.now,
        "expires_on": world.now.date() + 2 * DAY,
    }


def _add_incident(
    world: World, kind: str, status: IncidentStatus, reporter: Person
) -> None:
    is_closed = status == IncidentStatus.CLOSED
    incident = Incident(
        area=world.areas[reporter.area],
        service=world.services[reporter.area][reporter.service or 0],
        happened_on=world.now.date() - DAY,
        aware_at=world.now - DAY,
        affected=Affected.ONE,
        kinds="names",
        risk=Risk.NONE,
        status=status,
        reported_by=reporter.membership,
        reported_at=world.now,
        closed_at=world.now if is_closed else None,
    )
    incident.write("sealed_words", _planted(world, "words of an incident", reporter))
    incident.save()
    note = IncidentNote(
        area=incident.area,
        incident=incident,
        step=Step.NOTE,
        written_by=reporter.membership,
        written_at=world.now,
    )
    note.write("sealed_words", _planted(world, "a note on an incident", reporter))
    note.save()
    _tell(world, kind, incident, reporter)


def _planted(world: World, of: str, person: Person) -> str:
    return f"Told {world.word(of, person.area, person.service)}"


def _tell(world: World, kind: str, row: object, owner: Person) -> None:
    told = {"service": owner.service, "owners": frozenset({owner.user_id})}
    world.add(kind, row, owner.area, **told)


def report_body(world: World) -> dict[str, str]:
    """Something that happened and was noticed yesterday."""
    day = (world.now - DAY).astimezone(clock.LOCAL_ZONE).date()
    parts = {"day": day.day, "month": day.month, "year": day.year}
    days = {
        f"{name}-{part}": str(value)
        for name in ("happened_on", "aware_on")
        for part, value in parts.items()
    }
    return {
        **days,
        "aware_time": "12:00",
        "words": "A letter went to the wrong flat.",
        "affected": "one",
    }


def told_body(world: World) -> dict[str, str]:
    at = world.now.astimezone(clock.LOCAL_ZONE)
    return {
        "step": "regulator-told",
        "told_on-day": str(at.day),
        "told_on-month": str(at.month),
        "told_on-year": str(at.year),
        "told_time": f"{at.hour:02d}:{at.minute:02d}",
        "words": "By their form.",
    }


ANSWERS = {
    "tell_about_privacy": {"wording": "1", "how": "together"},
    "give_consent": {"wording": "1", "answer": "yes", "how": "said", "seen": ""},
    "add_incident_note": {"step": "note", "words": "It came back."},
    "decide_incident": {
        "risk": "none",
        "affected": "one",
        "words": "It was not opened.",
        "seen": "1",
    },
    "close_incident": {"lessons": "Two people check.", "seen": "1"},
    "reopen_incident": {"words": "A second letter."},
}


def link_body(world: World, person: Person) -> dict[str, str]:
    """A client of the service."""
    (client,) = [
        each.row
        for each in world.things["client"]
        if (each.area, each.service) == (person.area, person.service or 0)
    ]
    return {"reference": client.reference}
