"""One log line for each request, and one more for each exception."""

import logging
import secrets
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponseBase

from .logs import LEFT_OUT, described, request_id

LONGEST_PATH = 200
# Names of address parts that open a door to whoever holds them.
SECRET_PARTS = ("token", "key", "code")

requests = logging.getLogger("mutualaid.requests")
errors = logging.getLogger("mutualaid.errors")

# Django's own records quote messages. A logger without any handler is printed by Python as
# a last resort, so silencing them takes a handler that does nothing.
QUIET_LOGGERS = ("django.request", "django.server")
_nothing = logging.NullHandler()


def _told_path(request: HttpRequest) -> str:
    """The path without anything secret; a query that came encoded as path is one more query."""
    path = request.path.partition("?")[0]
    parts = request.resolver_match.kwargs if request.resolver_match else {}
    for name in SECRET_PARTS if parts else ():
        if name in parts:
            path = path.replace(str(parts[name]), LEFT_OUT)
    return path[:LONGEST_PATH]


def _log_exception(**signal: Any) -> None:
    """Receives Django's signal, because its own record would quote the exception's message."""
    error = sys.exc_info()[1]
    if error is not None:
        errors.error("A request failed", extra={"fields": described(error)})


class RequestLogMiddleware:
    """Logs method, path, status and milliseconds: no query, body, cookie or network address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        for name in QUIET_LOGGERS:
            logging.getLogger(name).addHandler(_nothing)
        got_request_exception.connect(_log_exception, dispatch_uid="request log")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        token = request_id.set(secrets.token_hex(6))
        try:
            response = self.get_response(request)
            requests.info(
                "request",
                extra={
                    "fields": {
                        "method": request.method,
                        "path": _told_path(request),
                        "status": response.status_code,
                        "ms": round((perf_counter() - started) * 1000, 1),
                    }
                },
            )
        finally:
            request_id.reset(token)
        return response
