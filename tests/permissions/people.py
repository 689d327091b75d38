"""Somebody in every role and post in each place of the world, and others who try anyway."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from passkeys import registered
from world import HOSTS, SERVICES, Person, World

from mutualaid.accounts.factors import passkey_reference, passkeys_of
from mutualaid.accounts.models import Session, User
from mutualaid.accounts.sessions import hashed
from mutualaid.core import clock
from mutualaid.organisations.models import Membership
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import AREA_WIDE_ROLES, ChampionLevel, Role
from mutualaid.organisations.tests import factories

# What a service's manager looks after there.
MANAGED = (Role.PEER, Role.RECOVERY_CHAMPION, Role.KEYWORKER)
# They have signed in a little later than now: whatever asks for a recent proof has one, for as
# long as the tests take.
AHEAD = timedelta(hours=10)


def populate(world: World) -> None:
    """Everybody, area by area; then those who have to do with several areas."""
    for area in range(len(HOSTS)):
        with world.within(area):
            _add_staff(world, area)
            _add_double_hat(world, area)
            _add_visitors(world, area)
    _add_keyworker_everywhere(world)
    for area in range(len(HOSTS)):
        _add_foreigner(world, area)


def new_user(
    world: World, area: int, service: int | None = None, *, has_factors: bool = True
) -> User:
    """Somebody whose name and address hold words that are theirs."""
    name, email = world.word("name", area, service), world.word("e-mail", area, service)
    user = factories.person(name=name, email=f"{email}@people.example")
    for word in (name, email):
        world.words.give(word, user.pk)
    if has_factors:
        _add_factors(user)
    return user


def _add_factors(user: User) -> None:
    credential = registered(f"passkey-of-{user.reference}")
    for kind, data in {
        Authenticator.Type.TOTP: {"secret": ""},
        Authenticator.Type.WEBAUTHN: {"name": "Key", "credential": credential},
    }.items():
        Authenticator.objects.create(user=user, type=kind, data=data)


def browser_of(user: User, hat: Membership | None, **state: Any) -> str:
    """The cookie of a browser that somebody is signed in with."""
    with clock.frozen_at(clock.now() + AHEAD):
        browser = factories.client_of(user, hat=hat, **state)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def _hold(
    world: World, role: Role, area: int, service: int | None, **values: Any
) -> Membership:
    """A role, held by somebody new unless `user` says by whom."""
    place = None if service is None else world.services[area][service]
    user = values.pop("user", None) or new_user(world, area, service)
    return factories.membership(
        role, world.areas[area], service=place, user=user, **values
    )


def _join(
    world: World, who: str, held: Membership, area: int, service: int | None
) -> Person:
    """Somebody with both factors who wears this hat."""
    cookie = browser_of(held.user, held)
    person = Person(who, area, service, held.user, held, cookie)
    world.people.append(person)
    return person


def _add_staff(world: World, area: int) -> None:
    for role in Role:
        for service in [None] if role in AREA_WIDE_ROLES else range(SERVICES):
            person = _join(
                world, str(role), _hold(world, role, area, service), area, service
            )
            _tell_of(world, person)
    for service in range(SERVICES):
        _add_colleagues(world, area, service)
    other = _hold(world, Role.AREA_ADMINISTRATOR, area, None)
    _tell_of(world, _join(world, "area-administrator", other, area, None))


def _add_colleagues(world: World, area: int, service: int) -> None:
    """Second ones of those who cover for each other, and a champion of the partnership.

    The second manager holds the service's post, a keyworker the area's.
    """
    peer = _hold(world, Role.PEER, area, service)
    keyworker = _hold(world, Role.KEYWORKER, area, service)
    lead = _hold(world, Role.SERVICE_MANAGER, area, service)
    strategic = _hold(
        world,
        Role.RECOVERY_CHAMPION,
        area,
        service,
        champion_level=ChampionLevel.STRATEGIC,
    )
    for who, held in {
        "peer": peer,
        "area-lead" if service == 0 else "keyworker": keyworker,
        "service-lead": lead,
        "recovery-champion": strategic,
    }.items():
        _tell_of(world, _join(world, who, held, area, service))


def _tell_of(world: World, person: Person) -> None:
    """The person and the role, as things that addresses name."""
    held, kind = person.membership, _kind_of(person.membership)
    told = {"service": person.service, "owners": frozenset({person.user_id})}
    world.add(f"{kind}role", held, person.area, **told)
    world.add(f"{kind}person", person.user, person.area, mark=person.user.name, **told)
    if held.role == Role.RECOVERY_CHAMPION:
        is_strategic = held.champion_level == ChampionLevel.STRATEGIC
        champion = "strategic-champion" if is_strategic else "champion"
        world.add(champion, held, person.area, mark=person.user.name, **told)


def _kind_of(held: Membership) -> str:
    if held.role in AREA_WIDE_ROLES:
        return "area-"
    is_managed = held.role in MANAGED and held.champion_level != ChampionLevel.STRATEGIC
    return "" if is_managed else "senior-"


def _add_double_hat(world: World, area: int) -> None:
    """A manager of service 0 who is commissioner too: the hat not worn must lend nothing."""
    user = new_user(world, area)
    manager = _hold(world, Role.SERVICE_MANAGER, area, 0, user=user)
    commissioner = _hold(world, Role.COMMISSIONER, area, None, user=user)
    bare = browser_of(user, None)
    world.people.append(Person("two-hats", area, None, user, manager, bare))
    _join(world, "commissioner", commissioner, area, None)


def _add_visitors(world: World, area: int) -> None:
    world.people.append(Person("anonymous", area))
    _add_without_role(world, area)
    ended = {"status": MembershipStatus.ENDED, "ended_at": world.now}
    for who, values in {
        "suspended": {"status": MembershipStatus.SUSPENDED},
        "ended": ended,
        "disabled": {},
        "locked": {},
    }.items():
        held = _hold(world, Role.AREA_ADMINISTRATOR, area, None, **values)
        _close_to(world, _join(world, who, held, area, None))
    shut = factories.service(
        world.areas[area],
        name=world.word("service that has shut", area),
        organisation=world.services[area][0].organisation,
        closed_on=world.now.date() - timedelta(days=1),
    )
    held = factories.membership(
        Role.SERVICE_MANAGER,
        world.areas[area],
        service=shut,
        user=new_user(world, area),
    )
    _join(world, "closed-service", held, area, None)


def _close_to(world: World, person: Person) -> None:
    if person.who == "disabled":
        User.objects.filter(pk=person.user_id).update(is_active=False)
    if person.who == "locked":
        mine = Session.objects.filter(pk=hashed(person.cookie))
        mine.update(locked_at=world.now)


def _add_without_role(world: World, area: int) -> None:
    nobody = new_user(world, area)
    cookie = browser_of(nobody, None)
    world.people.append(Person("no-role", area, None, nobody, None, cookie))
    for who, has_factors in {"one-factor": False, "half-way": True}.items():
        user = new_user(world, area, 0, has_factors=has_factors)
        held = _hold(world, Role.SERVICE_MANAGER, area, 0, user=user)
        cookie = browser_of(user, held, both_factors=False)
        world.people.append(Person(who, area, 0, user, held, cookie))


def _add_keyworker_everywhere(world: World) -> None:
    """One person with a role in each area: what they hold elsewhere is not there here."""
    user = None
    for area in range(len(HOSTS)):
        with world.within(area):
            user = user or _new_user_everywhere(world)
            held = _hold(world, Role.KEYWORKER, area, 2, user=user)
            _join(world, "keyworker", held, area, 2)
            owners = frozenset({user.pk})
            world.add("role", held, area, service=2, owners=owners)


def _new_user_everywhere(world: World) -> User:
    user = new_user(world, 0)
    for word, planted in world.words.planted.items():
        if planted.owner == user.pk:
            world.words.planted[word] = replace(planted, area=None)
    return user


def _add_foreigner(world: World, area: int) -> None:
    """An administrator of the next area, whose browser comes to this one's host."""
    other = (area + 1) % len(HOSTS)
    known = world.person("area-administrator", other)
    world.people.append(
        Person("foreign", area, None, known.user, known.membership, known.cookie)
    )


def own_things(world: World) -> None:
    """What belongs to a person wherever they are: another browser, a passkey."""
    for user in {person.user for person in world.people if person.user}:
        owners = frozenset({user.pk})
        other = browser_of(user, None)
        session = Session.objects.get(pk=hashed(other))
        world.add("session", session, None, owners=owners)
        for passkey in passkeys_of(user):
            arguments = {"reference": passkey_reference(passkey)}
            world.add("factor", passkey, None, owners=owners, arguments=arguments)
