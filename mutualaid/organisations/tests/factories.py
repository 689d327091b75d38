"""Minimal valid areas, places and people, for tests of this layer and those above."""

from itertools import count
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.test import Client

from mutualaid.accounts.models import User
from mutualaid.accounts.sessions import SessionStore
from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.tests.database_roles import stand_in
from mutualaid.organisations.models import Area, Membership, Organisation, Service
from mutualaid.organisations.roles import AREA_WIDE_ROLES, ChampionLevel, Role
from mutualaid.organisations.wearing import SESSION_NAME

_numbers = count(1)


def _written() -> dict[str, Any]:
    now = clock.now()
    return {"created_at": now, "updated_at": now}


def area(**values: Any) -> Area:
    number = next(_numbers)
    given = {"slug": f"area-{number}", "name": f"Area {number}", "host": ""}
    point = {"latitude": 53.8, "longitude": 0.75}
    with within(INSTALLATION):
        made = Area.objects.create(**{**given, **point, **_written(), **values})
    stand_in(made.pk)
    return made


def organisation(area: Area, **values: Any) -> Organisation:
    given = {"area": area, "name": f"Organisation {next(_numbers)}"}
    with within(area.pk):
        return Organisation.objects.create(**{**given, **_written(), **values})


def service(area: Area, **values: Any) -> Service:
    given = {"area": area, "name": f"Service {next(_numbers)}"}
    if "organisation" not in values:
        given["organisation"] = organisation(area)
    with within(area.pk):
        return Service.objects.create(**{**given, **_written(), **values})


def person(**values: Any) -> User:
    """Somebody with a confirmed address and no usable password."""
    number = next(_numbers)
    given = {"email": f"person{number}@example.example", "name": f"Person {number}"}
    user = User(**{**given, "created_at": clock.now(), **values})
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


def membership(
    role: Role,
    area: Area,
    *,
    service: Service | None = None,
    user: User | None = None,
    **values: Any,
) -> Membership:
    """Somebody's role; one held in a service gets a service of its own if none is given."""
    if role not in AREA_WIDE_ROLES and service is None:
        service = globals()["service"](area)
    given: dict[str, Any] = {
        "area": area,
        "user": user or person(),
        "role": role,
        "service": service,
        "organisation": service.organisation if service else None,
        "champion_level": ChampionLevel.COMMUNITY
        if role is Role.RECOVERY_CHAMPION
        else "",
    }
    with within(area.pk):
        return Membership.objects.create(**{**given, **_written(), **values})


def signed_in_client(worn: Membership, **extra: Any) -> Client:
    """A browser whose person has given both factors and wears this hat."""
    return client_of(worn.user, hat=worn, **extra)


def client_of(
    user: User,
    *,
    hat: Membership | None = None,
    both_factors: bool = True,
    **extra: Any,
) -> Client:
    """A browser that somebody is signed in with; `extra` goes to django.test.Client."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    request = HttpRequest()
    request.session = session
    record_authentication(request, user, "password", email=user.email)
    if both_factors:
        record_authentication(request, user, "mfa", type="totp")
    if hat:
        session[SESSION_NAME] = hat.reference
    session.save()
    client = Client(**extra)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
