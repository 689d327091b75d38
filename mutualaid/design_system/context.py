"""What every page needs besides its own content; never a query."""

from functools import cache
from typing import Any

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, override

from mutualaid.core import clock
from mutualaid.core.page_hat import FIELD, PageHat

NAVIGATION = (
    ("/meetings/", gettext_lazy("Meetings")),
    ("/fellowships/", gettext_lazy("Fellowships")),
    ("/first-meeting/", gettext_lazy("What happens at a meeting")),
)
FOOTER = (
    ("/about/", gettext_lazy("About this list")),
    ("/accessibility/", gettext_lazy("Accessibility")),
    ("/privacy/", gettext_lazy("Privacy")),
)


def page_context(request: Any) -> dict[str, Any]:
    """The names that `layout.jinja` uses; `request` may have no area yet.

    A view cannot give a page a value under one of them: Django lets these win.
    """
    area = getattr(request, "area", None)
    return {
        **bare_context(),
        "area_name": area.name if area else gettext("Mutual aid meetings"),
        "is_demo": bool(area and area.is_demo),
        "theme_path": area.theme_path if area else "",
        "page_path": request.path,
        "hat": getattr(request, "hat", None),
        "person_name": _person_name(request),
        "person_reference": _page_hat(request).person,
        "idle_seconds": settings.IDLE_SECONDS,
        "csrf_input": _form_start_when_asked(request),
    }


def _page_hat(request: Any) -> PageHat:
    """Who opens this page and in which hat; nobody, where nobody has signed in."""
    if not getattr(request, "is_signed_in", False):
        return PageHat()
    hat = getattr(request, "hat", None)
    return PageHat(request.user.reference, hat.reference if hat else "")


def form_start(request: Any) -> SafeString:
    """What every form that changes something begins with: the token, and whose page it is on.

    The second is compared when the form is sent, in case another tab has changed the hat.
    """
    field = '<input type="hidden" name="{}" value="{}">'
    inputs = format_html(field, "csrfmiddlewaretoken", get_token(request))
    page_hat = _page_hat(request)
    return inputs + format_html(field, FIELD, page_hat) if page_hat.person else inputs


# Asking for a token sets a cookie, so a page without a form must not ask.
_form_start_when_asked = lazy(form_start, SafeString, str)


def _person_name(request: Any) -> str:
    """Of whoever has signed in; asked of nobody else, so that no public page reads a session."""
    return request.user.name if getattr(request, "is_signed_in", False) else ""


def bare_context() -> dict[str, Any]:
    """The same names where nothing is known, as on the page for a broken server."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "area_name": gettext("Mutual aid meetings"),
        "is_demo": False,
        "theme_path": "",
        "page_path": "",
        "hat": None,
        "person_name": "",
        "page_language": language,
        "exit_url": settings.EXIT_URL,
        "printed_on": clock.today(),
        "navigation": links(NAVIGATION, language),
        "footer_links": links(FOOTER, language),
    }


@cache
def links(pages: Any, language: str) -> tuple[tuple[str, str], ...]:
    """Addresses with their names in one language."""
    with override(language):
        return tuple((address, str(label)) for address, label in pages)
