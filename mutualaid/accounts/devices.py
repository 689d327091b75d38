"""Browsers that somebody has signed in with before: their guesses have a bucket of their own.

So nobody can shut the owner out by guessing. The cookie opens nothing by itself.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse  # noqa: TID251

from .models import User
from .sealing import NotOurs, seal, unseal

PURPOSE = "known browser"
SECONDS = 400 * 24 * 60 * 60  # the longest that browsers keep a cookie
MOST_PEOPLE = 5  # a team may share one computer


def devices_of(request: HttpRequest) -> dict[str, str]:
    """People by reference, each with the name that this browser has as theirs."""
    sealed = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        told = unseal(sealed, purpose=PURPOSE, seconds=SECONDS)
    except NotOurs:
        return {}
    return dict(pair.split(":") for pair in told.split())


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Know this browser again as the person's."""
    known = devices_of(request)
    name = known.pop(user.reference, "") or secrets.token_hex(16)
    others = list(known.items())[1 - MOST_PEOPLE :]
    told = " ".join(":".join(pair) for pair in [*others, (user.reference, name)])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        seal(told, purpose=PURPOSE),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
