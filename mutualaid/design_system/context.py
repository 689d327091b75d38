"""What every page needs besides its own content; never a query."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy, override

from mutualaid.core import clock

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
        "page_path": request.path,
        "hat": getattr(request, "hat", None),
        "person_name": _person_name(request),
    }


def _person_name(request: Any) -> str:
    """Of whoever has signed in; asked of nobody else, so that no public page reads a session."""
    return request.user.name if getattr(request, "is_signed_in", False) else ""


def bare_context() -> dict[str, Any]:
    """The same names where nothing is known, as on the page for a broken server."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "area_name": gettext("Mutual aid meetings"),
        "is_demo": False,
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
