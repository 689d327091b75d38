"""What somebody signed in was refused leaves a line; where it cannot, the request fails.

Two refusals look alike from outside and not in the log: a permission that the hat has not, and
a row that is not there or not theirs. The path is not kept: it names rows.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse  # noqa: TID251

from mutualaid.activity_log.actions import record
from mutualaid.core.access import Denied, Door, door_of
from mutualaid.core.actor import Actor


class DenialMiddleware:
    """Writes the line; the page that the person gets is made as ever, and says nothing of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        if isinstance(error, PermissionDenied | Http404) and _is_somebodys(request):
            log_denial(request, error)


@transaction.atomic
def log_denial(request: HttpRequest, error: Exception) -> None:
    """Who was refused what, by the names of route and permission."""
    match = request.resolver_match
    detail = {"route": match.url_name or "" if match else ""}
    if isinstance(error, Denied):
        detail["permission"] = error.permission
    detail["answer"] = "404" if isinstance(error, Http404) else "403"
    record(act="access.denied", by=_actor(request), detail=detail)


def _is_somebodys(request: HttpRequest) -> bool:
    """A page that anybody may open refuses nobody."""
    match = request.resolver_match
    if not getattr(request, "is_signed_in", False) or match is None:
        return False
    return door_of(match.func) is not Door.PUBLIC


def _actor(request: HttpRequest) -> Actor:
    hat = getattr(request, "hat", None)
    return hat.actor if hat else Actor(token=request.user.token)  # type: ignore[union-attr]
