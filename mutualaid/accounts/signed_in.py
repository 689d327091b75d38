"""Who is there, as actions want to know it."""

from typing import cast

from django.http import HttpRequest  # noqa: TID251

from mutualaid.core.actor import Actor

from .models import Session, User


def actor_of(request: HttpRequest) -> Actor:
    """Whoever is signed in, in the hat they wear if they wear one."""
    hat = getattr(request, "hat", None)
    if hat:
        return hat.actor
    return Actor(token=cast(User, request.user).token)


def session_of(request: HttpRequest) -> Session:
    """The row of the session of whoever is signed in, or has locked the screen."""
    return request.session.row  # type: ignore[attr-defined]
