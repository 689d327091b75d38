"""Where a request comes from, as limits and letters need to know it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest  # noqa: TID251

from .devices import devices_of
from .limits import address_of
from .models import User


@dataclass(frozen=True, slots=True)
class Caller:
    """The visitor's address and known browsers, and the site that was asked."""

    address: str
    devices: dict[str, str]
    area_name: str
    host: str

    def device_of(self, user: User | None) -> str:
        """The name of this browser where it is one of the person's; blank otherwise."""
        return self.devices.get(user.reference, "") if user else ""


def caller_of(request: HttpRequest) -> Caller:
    """Who sent the request, before anybody has signed in."""
    area: Any = request.area  # type: ignore[attr-defined]
    return Caller(address_of(request), devices_of(request), area.name, area.host)
