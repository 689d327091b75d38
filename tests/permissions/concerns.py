"""Concerns in every place of the world, and who receives them."""

from world import SERVICES, Person, World

from mutualaid.organisations.models import Service
from mutualaid.safeguarding.models import (
    Concern,
    ConcernAbout,
    ConcernNote,
    ConcernStatus,
    SafeguardingLead,
)


def add_concerns(world: World, area: int) -> None:
    """Leads of each service and of the area; concerns that lie with each of them."""
    leads = [
        _lead(world, world.person("service-lead", area, service), service)
        for service in range(SERVICES)
    ]
    area_lead = _lead(world, world.person("area-lead", area), None)
    for service in range(SERVICES):
        writer = world.person("peer", area, service)
        subject = world.person("keyworker", area, service)
        received_by = leads[service]
        for kind, status in {
            "fresh-concern": ConcernStatus.RAISED,
            "concern": ConcernStatus.SEEN,
        }.items():
            concern = _concern(world, writer, subject, received_by, status)
            _tell(world, kind, concern, subject, area, service)
            _tell(world, "receipt", concern, writer, area, service)
        about_lead = _concern(
            world,
            writer,
            world.person("service-lead", area, service),
            area_lead,
            ConcernStatus.SEEN,
        )
        subject = world.person("service-lead", area, service)
        _tell(world, "concern-about-lead", about_lead, subject, area, service)


def _lead(world: World, person: Person, service: int | None) -> SafeguardingLead:
    lead = SafeguardingLead.objects.create(
        area=world.areas[person.area],
        service=None if service is None else world.services[person.area][service],
        membership=person.membership,
        position="lead",
        started_at=world.now,
    )
    world.add("lead", lead, person.area, service=service)
    return lead


def _concern(
    world: World,
    writer: Person,
    subject: Person,
    received_by: SafeguardingLead,
    status: ConcernStatus,
) -> Concern:
    area, service = world.areas[writer.area], _service_of(world, writer)
    said = world.word("words of a concern", writer.area, writer.service)
    # Nobody's, so that it is strange to everybody whom a refusal answers.
    world.words.give(said, 0)
    concern = Concern(
        area=area,
        service=service,
        at_service=received_by.service,
        kind="safeguarding",
        raised_by=writer.user,
        raised_as=writer.membership.role,
        raised_at=world.now,
        received_by=received_by,
        status=status,
    )
    concern.write("sealed_words", f"Something was said: {said}.")
    concern.save()
    ConcernAbout.objects.create(
        area=area,
        concern=concern,
        user=subject.user,
        added_by=writer.user,
        added_at=world.now,
    )
    note = ConcernNote(
        area=area,
        concern=concern,
        written_by=received_by.membership.user,
        written_at=world.now,
    )
    note.write("sealed_words", f"Somebody rang back: {said}.")
    note.save()
    return concern


def _service_of(world: World, person: Person) -> Service:
    return world.services[person.area][person.service or 0]


def _tell(
    world: World, kind: str, concern: Concern, owner: Person, area: int, service: int
) -> None:
    owners = frozenset({owner.user_id})
    world.add(kind, concern, area, service=service, owners=owners)
