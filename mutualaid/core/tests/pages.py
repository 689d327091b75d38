"""Addresses for the log's tests: one that answers and several that go wrong."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from mutualaid.core.access import public


@public
def answer(request: HttpRequest, token: str = "") -> HttpResponse:
    return HttpResponse("an answer")


@public
def fail(request: HttpRequest) -> HttpResponse:
    typed = request.GET["place"]
    try:
        float(typed)
    except ValueError as error:
        raise RuntimeError(f"Cannot find {typed}") from error
    return HttpResponse("")


@public
def miss(request: HttpRequest) -> HttpResponse:
    raise Http404(request.GET["place"])


@public
def doubt(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(request.GET["place"])


@public
def reject(request: HttpRequest) -> HttpResponse:
    raise BadRequest(request.GET["place"])


urlpatterns = [
    path("answer/", answer),
    path("door/<str:token>/", answer),
    path("fail/", fail),
    path("miss/", miss),
    path("doubt/", doubt),
    path("reject/", reject),
]
