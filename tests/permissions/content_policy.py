"""What every answer must carry, and no page may hold."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ),
    "X-Content-Type-Options": ("nosniff",),
}
DATA_TYPES = {"application/json", "application/ld+json", "importmap"}


class InlineCode(HTMLParser):
    """Collects scripts, styles and handlers that stand in the page itself."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in told and told.get("type") not in DATA_TYPES
        ):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            is_code = address.startswith(("javascript:", "data:text", "vbscript:"))
            if name == "style" or name.startswith("on") or is_code:
                self.found.append(f"{tag} {name}={value}")


def lacking(response: Any) -> list[str]:
    """The headers, or parts of them, that an answer has not."""
    return [
        f"{name} without {part}"
        for name, parts in HEADERS.items()
        for part in parts
        if part not in response.get(name, "")
    ]


def policy_faults(response: Any, text: str) -> Iterator[str]:
    """What an answer lacks, and the code that stands in its page."""
    yield from lacking(response)
    if response.get("Content-Type", "").startswith("text/html"):
        yield from InlineCode(text).found
