"""What every page needs besides its own content; never a query."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy

from mutualaid.core import clock

# The page a person in danger leaves for: ordinary, quick to load, of no interest to anybody.
WEATHER_PAGE = "https://www.bbc.co.uk/weather"

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
    """The names that `layout.jinja` uses; `request` may have no area yet."""
    area = getattr(request, "area", None)
    return {
        **bare_context(),
        "area_name": area.name if area else gettext("Mutual aid meetings"),
        "is_demo": bool(area and area.is_demo),
        "path": request.path,
    }


def bare_context() -> dict[str, Any]:
    """The same names where nothing is known, as on the page for a broken server."""
    return {
        "area_name": gettext("Mutual aid meetings"),
        "is_demo": False,
        "path": "",
        "language": get_language() or settings.LANGUAGE_CODE,
        "exit_url": getattr(settings, "EXIT_URL", WEATHER_PAGE),
        "today": clock.today(),
        "navigation": NAVIGATION,
        "footer_links": FOOTER,
    }
