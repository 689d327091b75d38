"""Which browser somebody signed in with, as told by its own header; no more than a hint."""

from django.utils.translation import gettext

# The first that is found wins: most browsers also name the ones they descend from.
BROWSERS = (
    (("Edg/", "EdgA/", "EdgiOS/"), "Edge"),
    (("OPR/",), "Opera"),
    (("SamsungBrowser/",), "Samsung Internet"),
    (("Firefox/", "FxiOS/"), "Firefox"),
    (("Chrome/", "CriOS/"), "Chrome"),
    (("Safari/",), "Safari"),
)
SYSTEMS = (
    (("iPhone",), "iPhone"),
    (("iPad",), "iPad"),
    (("Android",), "Android"),
    (("Windows",), "Windows"),
    (("Macintosh",), "Mac"),
    (("CrOS",), "Chromebook"),
    (("Linux",), "Linux"),
)


def browser_of(header: str) -> str:
    """Browser and system, for keeping: "Firefox/Windows". The header itself is not kept."""
    return f"{_found(BROWSERS, header)}/{_found(SYSTEMS, header)}"


def in_words(kept: str) -> str:
    """The same for a page: "Firefox on Windows"."""
    browser, _, system = kept.partition("/")
    if browser and system:
        return gettext("%(browser)s on %(system)s") % {
            "browser": browser,
            "system": system,
        }
    return browser or system or gettext("A browser that we do not know")


def _found(marks: tuple[tuple[tuple[str, ...], str], ...], header: str) -> str:
    return next(
        (name for signs, name in marks if any(sign in header for sign in signs)), ""
    )
