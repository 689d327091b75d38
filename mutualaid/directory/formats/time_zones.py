"""Time zones as lists name them, told as names of the IANA database."""

from functools import cache
from zoneinfo import available_timezones

LONDON = "Europe/London"
_LONDON_NAMES = frozenset({
    "bst", "gmt", "gmt/bst", "gmt standard time", "uk", "uk time", "london",
    "london time", "british time",
})  # fmt: skip


def read_timezone(name: str) -> str:
    """The IANA name, "" for a zone that nobody knows.

    A British list that says "GMT" means the clock on the wall, in summer too.
    """
    if name in _names():
        return LONDON if name == "GMT" else name
    return LONDON if name.casefold() in _LONDON_NAMES else ""


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())
