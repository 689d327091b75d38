"""How every answer leaves: to any site, without a cookie, and not twice if it is known."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from mutualaid.core import clock
from mutualaid.core.access import public
from mutualaid.directory.models import DirectoryRevision

from .problems import not_understood, problem
from .question import odd_names

SHAPE = 1  # raise it when the same directory is told in another way
METHODS = "GET, HEAD, OPTIONS"
JSON = "application/json"

View = Callable[..., HttpResponseBase]


def for_everybody(view: View, parameters: frozenset[str]) -> View:
    """Give a view the public door, and pages of other sites leave to read its answers.

    Other parameters than these are refused: a misspelt one would quietly widen the answer.
    """

    @wraps(view)
    def answering(request: HttpRequest, **named: Any) -> HttpResponseBase:
        response = _answer(view, parameters, request, **named)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    answering.csrf_exempt = True  # type: ignore[attr-defined]
    return public(answering)


def _answer(
    view: View, parameters: frozenset[str], request: HttpRequest, **named: Any
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _options()
    if request.method not in ("GET", "HEAD"):
        told = "This can be read only: ask with GET."
        response = problem(HTTPStatus.METHOD_NOT_ALLOWED, told)
        response["Allow"] = METHODS
        return response
    odd = odd_names(dict(request.GET.lists()), parameters)
    return not_understood(odd) if odd else view(request, **named)


def _options() -> HttpResponse:
    """What a browser asks before it lets another site's page send a header of its own."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = "86400"
    return response


class Edition:
    """Which state of the directory an answer tells, so that nobody is sent what they have."""

    def __init__(self, revision: int, *, moves_with_the_clock: bool = False) -> None:
        since = _beginning(moves_with_the_clock)
        row = DirectoryRevision.objects.values_list("changed_at", flat=True).first()
        self._modified = int(max(row or since, since).timestamp())
        self._tag = f'"{SHAPE}-{revision}-{since:%Y%m%d%H%M}"'

    def known_to(self, request: HttpRequest) -> HttpResponseBase | None:
        """304 where the asker has this very edition."""
        response = get_conditional_response(request, self._tag, self._modified)
        return self.on(response) if response is not None else None

    def on(self, response: HttpResponseBase, *, is_kept: bool = True) -> Any:
        """The response with the marks of the edition; `is_kept` False forbids all copies."""
        response["ETag"] = self._tag
        response["Last-Modified"] = http_date(self._modified)
        response["Cache-Control"] = "no-cache" if is_kept else "no-store"
        return response


def _beginning(moves_with_the_clock: bool) -> datetime:
    """Since when the answer is as it is, as far as that goes by the clock."""
    now = clock.now().astimezone(clock.LOCAL_ZONE)
    midnight = datetime.combine(now.date(), time(), clock.LOCAL_ZONE)
    if not moves_with_the_clock:
        return midnight
    return now - timedelta(
        minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond
    )


def told_in_json(body: str | bytes) -> HttpResponse:
    """A whole answer."""
    return HttpResponse(body, content_type=JSON)


def told_in_pieces(pieces: Iterable[bytes | str]) -> StreamingHttpResponse:
    """An answer that would be too long to hold."""
    return StreamingHttpResponse(pieces, content_type=JSON)
