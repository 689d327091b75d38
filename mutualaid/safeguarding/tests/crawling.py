"""Every page that a hat can reach by a GET, as it stands: for comparing two worlds."""

import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from zipfile import ZipFile, is_zipfile

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from mutualaid.organisations.models import Membership
from mutualaid.organisations.tests.factories import signed_in_client

# What differs from one request to the next whatever happened: form tokens, seals, signatures,
# the mark of one press, the second at which a workbook was made.
_CHANCE = re.compile(
    r'[\d-]{10}T[\d:]{8}Z</dcterms:|name="press" value="[^"]*"|'
    r'name="csrfmiddlewaretoken" value="[^"]*"|"token": "[^"]*"|:\w{6}:[\w-]{43}|\b[0-9a-f]{64}\b'
)
# Makes up a new secret each time it is opened.
_NEVER_TWICE_ALIKE = {"/account/app/"}
_LINK = re.compile(r'href="(/[^"#]*)"')
OURS = ("/concerns/", "/safeguarding-leads/")
MOST_LINKED = 60


def _patterns(resolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from _patterns(entry)


def addresses(reference: str) -> list[str]:
    """Every route without arguments, and of our own those that take this reference."""
    ours = (each for each in _routes(reference=reference) if each.startswith(OURS))
    return sorted({"/today/", *_routes(), *ours})


def addresses_elsewhere(reference: str) -> list[str]:
    """The routes of other apps, asked for with this reference."""
    routes = _routes(reference=reference)
    return sorted(each for each in routes if not each.startswith(OURS))


def _routes(**given: str) -> Iterator[str]:
    for pattern in _patterns(get_resolver()):
        with suppress(NoReverseMatch):
            yield reverse(pattern.name, kwargs=given)


class Browser:
    """Somebody wearing a hat, whose every GET is undone afterwards."""

    def __init__(self, worn: Membership) -> None:
        signed_in = signed_in_client(worn)
        self._session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        # A page of another app that does not work is its own tests' business.
        self._client = Client(raise_request_exception=False)

    def get(self, address: str) -> str:
        """Status, names of headers, where it leads and the body, without what is chance."""
        self._client.cookies.clear()
        self._client.cookies[settings.SESSION_COOKIE_NAME] = self._session
        point = transaction.savepoint()
        try:
            response = self._client.get(address)
        finally:
            transaction.savepoint_rollback(point)
        body = b"".join(response) if response.streaming else response.content
        head = f"{response.status_code} {response.headers.get('Location', '')}"
        return _CHANCE.sub(
            "", f"{head} {sorted(response.headers)}\n{_words(response, body)}"
        )

    def crawl(self, reference: str, under: tuple[str, ...] = ("/",)) -> dict[str, str]:
        """Every route that begins so, and the first that those pages lead to besides."""
        routes = [each for each in addresses(reference) if _is_asked(each, under)]
        seen = {address: self.get(address) for address in routes}
        linked = deque(link for page in seen.values() for link in _LINK.findall(page))
        while linked and len(seen) < len(routes) + MOST_LINKED:
            address = linked.popleft()
            if address not in seen and _is_asked(address, under):
                seen[address] = self.get(address)
                linked += _LINK.findall(seen[address])
        return seen


def _is_asked(address: str, under: tuple[str, ...]) -> bool:
    is_page = not address.startswith("/static/") and address not in _NEVER_TWICE_ALIKE
    return is_page and address.startswith(under)


def _words(response: object, body: bytes) -> str:
    """What can be read of an answer; a PDF also says to the second when it was made."""
    kind = response.headers["Content-Type"]  # type: ignore[attr-defined]
    if is_zipfile(io.BytesIO(body)):  # a workbook, which holds the time of each part
        with ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(parts.read(name).decode() for name in parts.namelist())
    return "" if kind == "application/pdf" else body.decode()
