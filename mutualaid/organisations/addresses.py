"""Addresses as letters carry them."""

from django.conf import settings

from .models import Area


def address_in(area: Area, path: str) -> str:
    """A page's full address, by the configured host; what a request says of its own is typed."""
    if settings.DEMO or settings.DEBUG:
        return f"http://{_host_of(area)}:{settings.PORT}{path}"
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{_host_of(area)}{path}"


def _host_of(area: Area) -> str:
    return area.host or settings.ALLOWED_HOSTS[0].removeprefix(".")
