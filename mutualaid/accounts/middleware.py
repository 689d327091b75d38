"""The doors: who is signed in, with which factors, and what a view asks of them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mutualaid.core.access import Door, door_of
from mutualaid.core.page_hat import page_hat

from .locking import counts_as_activity, lock_if_idle, note_activity
from .proving import has_given_second_factor
from .signed_in import session_of
from .views.turned_away import (
    is_of_another_person,
    other_person,
    sign_in_first,
    unlock_first,
)


def may_be_signed_in(request: HttpRequest) -> bool:
    """Whether the browser brought a session at all; the public's never does."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class DoorMiddleware:
    """Turns away whoever has not what the view's door asks; see `core.access.Door`.

    Sets `request.is_signed_in`: both factors given, and neither locked nor run out; and
    `request.is_locked`: the same person, but the screen is locked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_open, is_locked = _standing(request)
        request.is_signed_in, request.is_locked = is_open, is_locked  # type: ignore[attr-defined]
        response = self.get_response(request)
        # Whoever came with a session, or to a door, has been looked up by now.
        if request.session.accessed:
            response.headers["Cache-Control"] = "no-store, private"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        if counts_as_activity(view) and _is_somebody(request):
            note_activity(session_of(request))
        door = door_of(view)
        if door is Door.PUBLIC:
            return None
        if request.is_signed_in:  # type: ignore[attr-defined]
            return _if_of_another_person(request)
        if request.is_locked:  # type: ignore[attr-defined]
            return unlock_first(request)
        if not request.user.is_authenticated:
            return sign_in_first(request)
        return None if door is Door.ONE_FACTOR else redirect("mfa_index")


def _standing(request: HttpRequest) -> tuple[bool, bool]:
    """Whether somebody is signed in with both factors, and whether their screen is locked.

    Without the second factor nothing can open a lock, so the session ends in its place.
    """
    if not _is_somebody(request):
        return False, False
    has_both_factors = has_given_second_factor(request)
    if not lock_if_idle(session_of(request)):
        return has_both_factors, False
    if not has_both_factors:
        logout(request)
    return False, has_both_factors


def _is_somebody(request: HttpRequest) -> bool:
    return may_be_signed_in(request) and request.user.is_authenticated


def _if_of_another_person(request: HttpRequest) -> HttpResponse | None:
    if is_of_another_person(request, page_hat(request.POST).person):
        return other_person(request)
    return None
