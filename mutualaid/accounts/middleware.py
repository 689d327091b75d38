"""The doors: who is signed in, with which factors, and what a view asks of them."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mutualaid.core.access import Door, door_of


def may_be_signed_in(request: HttpRequest) -> bool:
    """Whether the browser brought a session at all; the public's never does."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def has_both_factors(request: HttpRequest) -> bool:
    """Whether the person signed in has given their second factor in this session."""
    return any(
        record.get("method") == "mfa"
        for record in get_authentication_records(request, request.user)
    )


class DoorMiddleware:
    """Turns away whoever has not what the view's door asks; see `core.access.Door`.

    Sets `request.is_signed_in`: both factors given, and neither locked nor run out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_password = may_be_signed_in(request) and request.user.is_authenticated
        request.is_signed_in = has_password and has_both_factors(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        door = door_of(view)
        if door is Door.PUBLIC or request.is_signed_in:  # type: ignore[attr-defined]
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if door is Door.ONE_FACTOR:
            return None
        return redirect("mfa_index")
