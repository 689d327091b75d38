"""What a browser remembers of a page besides the page: where it led, and what it was called."""

import re
from collections.abc import Iterator
from html import unescape

from clients import TEXTS

# What the world's words about people are called; places may be named anywhere.
PERSONAL = frozenset(
    {
        "name",
        "e-mail",
        "name of somebody invited",
        "e-mail of somebody invited",
        "words of a concern",
        "words of an emergency",
        *(f"{text} of a client" for text in TEXTS),
    }
)
# Attributes that hold an address, with whatever htmx asks for.
ADDRESSES = re.compile(
    r'\s(?:href|src|action|formaction|hx-(?:get|post|push-url))="([^"]*)"'
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
LOCATION = re.compile(r"^(?:Location|HX-\w+|Refresh|Content-Disposition): (.*)$", re.M)
# Leads out of the browser, and leaves nothing in its history.
OUTWARD = ("mailto:", "tel:")


def traces(text: str, head: str) -> Iterator[str]:
    """Every address and title of an answer."""
    yield from LOCATION.findall(head)
    for found in (*ADDRESSES.findall(text), *TITLE.findall(text)):
        if not found.startswith(OUTWARD):
            yield unescape(found)
