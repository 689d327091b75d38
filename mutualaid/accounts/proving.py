"""What somebody has proved in this session, and how lately."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from django.http import HttpRequest, HttpResponse  # noqa: TID251
from django.shortcuts import redirect  # noqa: TID251
from django.urls import reverse

from mutualaid.core import clock

from .factors import set_up_is_complete
from .models import User

LATELY_SECONDS = 5 * 60
FRESH = "proof for one thing"
NAMES = {"password": "password", "socialaccount": "provider"}


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    return get_authentication_records(request, request.user)


def factors_given(request: HttpRequest) -> list[str]:
    """The ways of this session, as the activity log names them."""
    return [
        record.get("type") or NAMES.get(record["method"], record["method"])
        for record in _records(request)
    ]


def has_given_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor was among them."""
    return any(record.get("method") == "mfa" for record in _records(request))


def note_second_factor(request: HttpRequest, user: User, kind: str) -> None:
    """A second factor has been given; the session goes on under a new key."""
    record_authentication(request, user, "mfa", type=kind)
    request.session.cycle_key()


def note_password(request: HttpRequest, user: User) -> None:
    """The password has been given once more."""
    record_authentication(request, user, "password", reauthenticated=True)


def note_fresh_proof(request: HttpRequest, user: User, kind: str) -> None:
    """The same for one thing that asks for a proof of its own, whenever the last one was."""
    note_second_factor(request, user, kind)
    request.session[FRESH] = clock.now().timestamp()


def has_fresh_proof(request: HttpRequest) -> bool:
    """Whether such a proof was given in the last five minutes, and not used yet."""
    given_at: float = request.session.get(FRESH, 0)
    return clock.now().timestamp() - given_at <= LATELY_SECONDS


def spend_fresh_proof(request: HttpRequest) -> None:
    """It was for this one thing."""
    request.session.pop(FRESH, None)


def has_proved_lately(request: HttpRequest) -> bool:
    """Whether whoever sits there has shown in the last five minutes who they are.

    Somebody with a second factor must have given that one in this session as well.
    """
    records = _records(request)
    now = clock.now().timestamp()
    if not records or now - records[-1]["at"] > LATELY_SECONDS:
        return False
    return has_given_second_factor(request) or not set_up_is_complete(request.user)  # type: ignore[arg-type]


def proved_lately(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for a proof before the view, unless there has been one in the last five minutes."""

    @wraps(view)
    def asked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if has_proved_lately(request):
            return view(request, *arguments, **named)
        back = urlencode({"next": request.path}, safe="/")
        return redirect(f"{reverse('confirm_it_is_you')}?{back}")

    return asked
