"""One of everything else that an address can name, in each place of the world."""

from datetime import date, time, timedelta

from agreed import add_agreed
from asking import add_asked
from care import add_care
from caseload import add_caseload
from charts import add_charts
from clients import add_clients
from evidence import add_evidence
from handouts import add_inserts
from kept import add_kept
from lists import add_lists
from plan import add_plan
from positions import add_positions
from rating import add_voices
from results import add_results
from retention import add_retention
from rounds import add_rounds
from told import add_told
from world import SERVICES, Person, World

from mutualaid.accounts.actions.passwords import key_of
from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor
from mutualaid.core.models import new_reference
from mutualaid.directory.models import Fellowship, Meeting, Venue
from mutualaid.organisations.models import (
    Area,
    Cover,
    Holiday,
    Invitation,
    InvitationLink,
)
from mutualaid.organisations.models.invitation_links import hash_of
from mutualaid.organisations.roles import Role
from mutualaid.organisations.themes import version_of


def furnish(world: World, area: int) -> None:
    """Add the things of one area."""
    _add_directory(world, area)
    add_kept(world, area)
    add_lists(world, area)
    add_told(world, area)
    add_positions(world, area)
    add_charts(world, area)
    add_results(world, area)
    add_rounds(world, area)
    add_voices(world, area)
    add_plan(world, area)
    add_inserts(world, area)
    _add_places(world, area)
    _add_invitations(world, area)
    _add_keys(world, area)
    add_clients(world, area)
    add_retention(world, area)
    add_caseload(world, area)
    add_care(world, area)
    add_agreed(world, area)
    add_asked(world, area)
    for service in range(SERVICES):
        _add_cover(world, area, service)
        for who in ("keyworker", "service-manager"):
            _add_lines(world, world.person(who, area, service))
    add_evidence(world, area)


def _add_directory(world: World, area: int) -> None:
    kept = {"area": world.areas[area], **world.written()}
    fellowship = Fellowship.objects.create(
        key=f"sample-{area}",
        name=f"Sample Fellowship {area}",
        short_name="Sample",
        approach="other",
        summary="Meetings for samples.",
        checked_on=date(2026, 1, 1),
        **kept,
    )
    meeting = Meeting.objects.create(
        fellowship=fellowship,
        venue=Venue.objects.create(
            identity="v", name="Sample Hall", town="Sampleton", **kept
        ),
        name="Sample meeting",
        frequency="weekly",
        weekday=0,
        start_time=time(19, 30),
        duration_minutes=60,
        mode="in-person",
        **kept,
    )
    key = {"key": fellowship.key}
    world.add("fellowship", fellowship, area, arguments=key)
    world.add("meeting", meeting, area)


def _add_places(world: World, area: int) -> None:
    for number, service in enumerate(world.services[area]):
        provider = service.organisation
        world.add("service", service, area, service=number, mark=service.name)
        world.add("organisation", provider, area, service=number, mark=provider.name)
    holiday = Holiday.objects.create(
        area=world.areas[area],
        on=world.now.date(),
        name=world.word("holiday", area),
    )
    world.add("holiday", holiday, area, mark=holiday.name)
    colour = Area.objects.get(pk=world.areas[area].pk).colour
    world.add("theme", None, area, arguments={"version": version_of(colour)})


def _add_invitations(world: World, area: int) -> None:
    for service in range(SERVICES):
        _add_invitation(world, "invitation", Role.KEYWORKER, area, service)
        _add_invitation(world, "senior-invitation", Role.SERVICE_MANAGER, area, service)
    _add_invitation(world, "area-invitation", Role.COMMISSIONER, area, None)


def _add_invitation(
    world: World, kind: str, role: Role, area: int, service: int | None
) -> None:
    """Sent by the second administrator, so that the first may give the second word."""
    inviter = [
        person
        for person in world.people
        if (person.who, person.area) == ("area-administrator", area)
    ][-1]
    place = None if service is None else world.services[area][service]
    name = world.word("name of somebody invited", area, service)
    email = world.word("e-mail of somebody invited", area, service)
    invitation = Invitation.objects.create(
        area=world.areas[area],
        email=f"{email}@invited.example",
        name=name,
        role=role,
        service=place,
        organisation=place.organisation if place else None,
        expires_at=world.now + timedelta(days=7),
        invited_by=inviter.user,
        **world.written(),
    )
    owners = frozenset({inviter.user_id})
    world.add(kind, invitation, area, service=service, owners=owners, mark=name)
    token = f"token-{invitation.reference}"
    link = InvitationLink.objects.create(
        area=world.areas[area], invitation=invitation, token_hash=hash_of(token)
    )
    arguments = {"token": token}
    world.add("invitation-link", link, area, service=service, arguments=arguments)


def _add_keys(world: World, area: int) -> None:
    person = world.person("peer", area)
    arguments = {"key": key_of(person.user)}
    world.add("reset-key", person.user, area, arguments=arguments)


def _add_cover(world: World, area: int, service: int) -> None:
    first, second = [
        person.membership
        for person in world.people
        if (person.area, person.service) == (area, service)
        and person.who in ("keyworker", "area-lead")
    ][:2]
    cover = Cover.objects.create(
        area=world.areas[area],
        membership=first,
        covered_by=second,
        starts_on=world.now.date(),
        ends_on=world.now.date() + timedelta(days=7),
        **world.written(),
    )
    owners = frozenset({first.user_id, second.user_id})
    world.add("cover", cover, area, service=service, owners=owners)


def _add_lines(world: World, person: Person) -> None:
    """What this person did, in the activity log: with a hat on, at the door, in confidence."""
    assert person.user is not None
    for kind, act, role, is_secret in (
        ("act", "organisations.rename_service", person.who, False),
        ("sign-in", "accounts.sign_in", "", False),
        ("secret-act", "safeguarding.open_concern", person.who, True),
        # Done in another role: nothing to the manager of the service.
        ("act-elsewhere", "organisations.rename_service", "commissioner", False),
    ):
        reference = new_reference()
        entry = record(
            act=act,
            by=Actor(person.user.token, role),
            subject=f"service:{reference}",
            confidential=is_secret,
        )
        world.add(
            kind,
            entry,
            person.area,
            service=person.service,
            owners=frozenset({person.user_id or 0}),
            arguments={"reference": reference},
        )
