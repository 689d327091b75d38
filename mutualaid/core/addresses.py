"""Full addresses, as letters carry them."""

from django.conf import settings


def full_address(host: str, path: str) -> str:
    """A page's address by the configured host: what a request says of its own is typed."""
    named = host or settings.ALLOWED_HOSTS[0].removeprefix(".")
    if settings.DEMO or settings.DEBUG:
        return f"http://{named}:{settings.PORT}{path}"
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{named}{path}"
