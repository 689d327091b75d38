"""Every page that a hat can reach by a GET, as it stands: for comparing two worlds."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from mutualaid.organisations.models import Membership
from mutualaid.organisations.tests.factories import signed_in_client

# What differs from one request to the next whatever happened: form tokens, seals, signatures.
_CHANCE = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|"token": "[^"]*"|:\w{6}:[\w-]{43}|\b[0-9a-f]{64}\b'
)
# Makes up a new secret each time it is opened.
_NEVER_TWICE_ALIKE = {"/account/app/"}
_LINK = re.compile(r'href="(/[^"#]*)"')
MOST_PAGES = 200


def _patterns(resolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from _patterns(entry)


def addresses(reference: str) -> list[str]:
    """Every route without arguments, and those that take one with this reference."""
    found = []
    for pattern in _patterns(get_resolver()):
        for given in ({}, {"reference": reference}):
            try:
                found.append(reverse(pattern.name, kwargs=given))
            except NoReverseMatch:
                continue
    return sorted({"/today/", *found})


class Browser:
    """Somebody wearing a hat, whose every GET is undone afterwards."""

    def __init__(self, worn: Membership) -> None:
        client = signed_in_client(worn)
        self._session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def get(self, address: str) -> str:
        """Status, names of headers, where it leads and the body, without what is chance."""
        # A page of another app that does not work is its own tests' business.
        client = Client(raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = self._session
        point = transaction.savepoint()
        try:
            response = client.get(address)
        finally:
            transaction.savepoint_rollback(point)
        body = b"".join(response) if response.streaming else response.content
        head = f"{response.status_code} {response.headers.get('Location', '')}"
        return _CHANCE.sub(
            "", f"{head} {sorted(response.headers)}\n{_words(response, body)}"
        )

    def crawl(self, reference: str, under: tuple[str, ...] = ("/",)) -> dict[str, str]:
        """Every route that begins so, and whatever those pages lead to."""
        seen: dict[str, str] = {}
        waiting = addresses(reference)
        while waiting and len(seen) < MOST_PAGES:
            address = waiting.pop(0)
            if address in seen or address in _NEVER_TWICE_ALIKE:
                continue
            if not address.startswith(under):
                continue
            seen[address] = self.get(address)
            links = _LINK.findall(seen[address])
            waiting += [link for link in links if not link.startswith("/static/")]
        return seen


def _words(response: object, body: bytes) -> str:
    """What can be read of an answer; a PDF also says to the second when it was made."""
    kind = response.headers["Content-Type"]  # type: ignore[attr-defined]
    return "" if kind == "application/pdf" else body.decode()
