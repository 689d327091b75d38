"""An area to ask for pages in, and browsers of people who stand at different doors."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.test import Client

from mutualaid.accounts.models import Session, User
from mutualaid.accounts.proving import note_password, note_second_factor
from mutualaid.accounts.sessions import SessionStore, hashed
from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.tests.database_roles import stand_in


def an_area() -> None:
    """The rows of a layer above are made without importing it."""
    now = clock.now()
    with within(INSTALLATION):
        area = apps.get_model("organisations", "Area").objects.create(
            slug="northbridge",
            name="Northbridge",
            latitude=53.8,
            longitude=0.75,
            created_at=now,
            updated_at=now,
        )
    stand_in(area.pk)


def browser_of(user: User, *, both_factors: bool = True, **extra: Any) -> Client:
    """A browser that the person is signed in with since now."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    request = HttpRequest()
    request.session, request.user = store, user
    note_password(request, user)
    if both_factors:
        note_second_factor(request, user, "totp")
    store.begin(browser="Firefox/Linux")
    store.save()
    client = Client(**extra)
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return client


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def session_of(client: Client) -> Session:
    return Session.objects.get(pk=hashed(key_of(client)))
