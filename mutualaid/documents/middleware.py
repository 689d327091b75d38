"""A request that brings too much is answered by its announced length, before it is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mutualaid.design_system.views import error_page

# The largest file that any form takes, and room for what else is in the form.
LARGEST_BODY = 25_000_000  # bytes


class BodyLimitMiddleware:
    """Answers 413 with a page in plain words.

    A body without an announced length is empty to Django, so none can pass by this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _announced(request) > LARGEST_BODY:
            return error_page(request, 413)
        return self.get_response(request)


def _announced(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isascii() and length.isdigit() else 0
