"""Answers whose time of leaving tells nothing: whether an address has an account, above all.

What an answer takes depends on what was found. So it waits for the next multiple of a fixed
span, counted from when the request came; commits and letters have then been done as well.
"""

import time
from collections.abc import Callable
from functools import partial
from math import ceil
from random import SystemRandom
from threading import Timer
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse  # noqa: TID251

View = TypeVar("View", bound=Callable[..., Any])


def steady(view: View) -> View:
    """Mark a view whose answers to POST leave at multiples of the span."""
    view.is_steady = True  # type: ignore[attr-defined]
    return view


def seconds_to_wait(taken: float, span: float) -> float:
    """From now until the next multiple of the span."""
    return max(ceil(taken / span), 1) * span - taken if span else 0.0


class SteadyMiddleware:
    """Holds the answers of steady views back. Stands first, so that nothing is done after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        if getattr(request, "is_steady", False):
            taken = time.perf_counter() - started
            time.sleep(seconds_to_wait(taken, settings.STEADY_SECONDS))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> None:
        is_steady = getattr(view, "is_steady", False) and request.method == "POST"
        request.is_steady = is_steady  # type: ignore[attr-defined]


def after_reply(response: HttpResponse, rest: Callable[[], None]) -> HttpResponse:
    """Do the rest once the answer has left, and hold up nothing that is asked next.

    The rest gets a thread of its own: a server takes the next request of a connection only when
    the last one is done, and how long that took would tell what the answer did not.
    """
    response._resource_closers.append(partial(in_background, rest))  # type: ignore[attr-defined]
    return response


def in_background(rest: Callable[[], None]) -> None:
    """Do it beside everything else, at some moment soon: other answers then get slower by chance.

    The process does not end before it is done. Tests have no time to wait, and do it at once.
    """
    if settings.AFTER_REPLY_SECONDS is None:
        rest()
    else:
        moment = SystemRandom().uniform(0, settings.AFTER_REPLY_SECONDS)
        Timer(moment, rest).start()
