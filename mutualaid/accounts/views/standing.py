"""How it stands with somebody's session, for the script of an open page."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token

from mutualaid.accounts.locking import time_left
from mutualaid.accounts.signed_in import session_of


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks and not a person; no page of ours is for both."""
    return request.headers.get("Accept") == "application/json"


def tell_standing(request: HttpRequest, **more: str) -> JsonResponse:
    """Open, locked or ended; whose it is, and a token that today's forms need."""
    if not (request.is_signed_in or request.is_locked):  # type: ignore[attr-defined]
        return JsonResponse({"state": "ended", "seconds": 0, **more})
    told = {
        "state": "locked" if request.is_locked else "open",  # type: ignore[attr-defined]
        "seconds": int(time_left(session_of(request)).total_seconds()),
        "person": request.user.reference,  # type: ignore[union-attr]
        "token": get_token(request),
    }
    return JsonResponse({**told, **more})
