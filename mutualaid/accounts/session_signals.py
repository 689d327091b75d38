"""What signing in does to the session; imported when the app is ready."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest  # noqa: TID251

from .browsers import browser_of


@receiver(user_logged_in)
def begin_session(request: HttpRequest, **_signal: Any) -> None:
    """A new key even where the same person was signed in already, and twelve hours from now."""
    request.session.cycle_key()
    browser = browser_of(request.headers.get("User-Agent", ""))
    request.session.begin(browser=browser)  # type: ignore[attr-defined]
