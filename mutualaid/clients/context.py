"""The banner of an emergency, for whichever page about the client is open."""

from typing import Any

from django.utils.translation import ngettext

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat

from .emergencies import emergency_now
from .permissions import WORK_WITH_CLIENTS

# Pages about one client are named by its reference, below one of these.
ABOUT_A_CLIENT = ("clients/", "privacy/people/")
MINUTE = 60


def emergency_context(request: Any) -> dict[str, Any]:
    """What stands above the page while this record is open to this hat in an emergency."""
    minutes = _minutes_left(request)
    return {"page_banner": "" if minutes is None else _words(minutes)}


def _words(minutes: int) -> str:
    words = ngettext(
        "You opened this record in an emergency. It stays open to you for %(n)d more "
        "minute. A manager looks at it afterwards.",
        "You opened this record in an emergency. It stays open to you for %(n)d more "
        "minutes. A manager looks at it afterwards.",
        minutes,
    )
    return words % {"n": minutes}


def _minutes_left(request: Any) -> int | None:
    hat: Hat | None = getattr(request, "hat", None)
    match = getattr(request, "resolver_match", None)
    if hat is None or match is None or hat.role not in WORK_WITH_CLIENTS:
        return None
    reference = match.kwargs.get("reference", "")
    if not reference or not match.route.startswith(ABOUT_A_CLIENT):
        return None
    running = emergency_now(hat, reference)
    if running is None:
        return None
    left = running.ends_at - clock.now()
    return max(-int(-left.total_seconds() // MINUTE), 1)
