"""Which area a request is for, by its host name, and which hat is worn in it."""

import time
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from mutualaid.accounts.models import User
from mutualaid.core.access import Door, door_of
from mutualaid.core.area import within

from .changed_hats import go_on_in_page_hat, is_of_another_hat, show_changed_hats
from .hats import Hat
from .models import Area
from .wearing import hat_worn


class AreaRequest(HttpRequest):
    """A request as views get it, for those who read the code and for the type checker."""

    area: Area
    htmx: HtmxDetails
    is_signed_in: bool
    hat: Hat | None


class PersonRequest(AreaRequest):
    """The same once somebody has signed in with both factors."""

    user: User


class StaffRequest(PersonRequest):
    """The same with a hat on; what every view gets that opens no other door."""

    hat: Hat


class KnownHosts:
    """Remembers for a few seconds which area a host belongs to; areas hardly ever change."""

    SECONDS = 5.0

    def __init__(self) -> None:
        self._areas: dict[str, tuple[float, Area | None]] = {}

    def area_of(self, host: str) -> Area | None:
        """The area for this host, at most `SECONDS` old."""
        known = self._areas.get(host)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        area = Area.objects.for_host(host)
        if len(self._areas) > 1000:
            self._areas.clear()
        self._areas[host] = (time.monotonic() + self.SECONDS, area)
        return area

    def forget(self) -> None:
        """Start again from the database."""
        self._areas.clear()


known_hosts = KnownHosts()


class AreaMiddleware:
    """Sets `request.area` and does the rest of the request within it.

    A host that no area claims gets the only area, or 404 where there are several: guessing
    would show one partnership's pages under another's name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        area = known_hosts.area_of(request.get_host())
        if area is None:
            raise Http404("No area answers to this address.")
        request.area = area  # type: ignore[attr-defined]
        with within(area.pk):
            return self.get_response(request)


class HatMiddleware:
    """Sets `request.hat`, and sends whoever needs one and wears none to choose.

    The membership is read for every request, so that whatever ends it ends the view at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: AreaRequest) -> HttpResponse:
        request.hat = hat_worn(request) if request.is_signed_in else None
        return self.get_response(request)

    def process_view(
        self, request: StaffRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        if door_of(view) is not Door.HAT:
            return None
        if is_of_another_hat(request):
            request.hat = go_on_in_page_hat(request) or request.hat
            if is_of_another_hat(request):
                return show_changed_hats(request)
        return None if request.hat else redirect("choose_hat")
