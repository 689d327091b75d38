"""Following every link and pressing every button of somebody's pages, for what they answer."""

from collections import Counter
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

# Of buttons of one kind a few are enough, whoever presses them.
PRESSED_OF_A_KIND = 2
# Pages of one kind that a walk takes: of people, concerns and invitations each has its words.
FEW, MOST = 2, 7
MEETS_MUCH = {"service-manager", "area-administrator"}
# Shown without anybody signed in.
PUBLIC = "mutualaid.directory"
# England's bank holidays are called as their library calls them.
NOT_PRESSED = {"add_bank_holidays"}


class Page(HTMLParser):
    """The links of a page, and its forms as they are sent when nothing is typed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "a":
            self.links.append(told.get("href", ""))
        if tag == "form" and told.get("method") == "post":
            self.forms.append((told.get("action", ""), {}))
        is_sent = tag == "button" or told.get("type") == "hidden"
        if self.forms and is_sent and told.get("name"):
            self.forms[-1][1].setdefault(told["name"], told.get("value", ""))


class Walk:
    """Everything that one browser can reach; what pressing a button changes is undone."""

    def __init__(
        self, who: str, client: Client, pages: dict[str, str], pressed: Counter[str]
    ) -> None:
        self.who, self.client, self.pages = who, client, pages
        self.most_of_a_kind = MOST if who in MEETS_MUCH else FEW
        self._kinds: Counter[str] = Counter()
        self._pressed = pressed
        self._been: set[str] = set()

    def from_(self, *addresses: str) -> None:
        waiting = list(addresses)
        while waiting:
            address, _, _ = waiting.pop(0).partition("#")
            if self._is_new(address):
                page = self._shown("GET", address, self.client.get(address))
                waiting += [urljoin(address, link) for link in page.links]
                for action, fields in page.forms:
                    self._press(urljoin(address, action), fields)

    def _is_new(self, address: str) -> bool:
        kind = kind_of(address)
        if not kind or address in self._been:
            return False
        self._been.add(address)
        self._kinds[kind] += 1
        return self._kinds[kind] <= self.most_of_a_kind

    def _press(self, address: str, fields: dict[str, str]) -> None:
        path = urlsplit(address).path
        known = f"{path} {sorted(fields)}"
        if kind_of(path) in NOT_PRESSED or not self._is_worth_pressing(known, path):
            return
        before = self.client.cookies.copy()
        with transaction.atomic():
            answer = self.client.post(address, fields, follow=True)
            self._shown("POST", address, answer)
            transaction.set_rollback(True)
        self.client.cookies = before

    def _is_worth_pressing(self, known: str, path: str) -> bool:
        if known in self._been:
            return False
        self._been.add(known)
        self._pressed[kind_of(path)] += 1
        return self._pressed[kind_of(path)] <= PRESSED_OF_A_KIND

    def _shown(self, method: str, address: str, answer) -> Page:
        if not answer.headers.get("Content-Type", "").startswith("text/"):
            return Page("")
        text = b"".join(answer).decode()
        if not text:
            return Page("")
        self.pages[f"{method} {address} as {self.who}"] = text
        return Page(text)


@cache
def kind_of(address: str) -> str:
    """The name of the route, or nothing for what is public or none of this site's."""
    parts = urlsplit(address)
    if parts.netloc or parts.scheme:
        return ""
    try:
        found = resolve(parts.path)
    except Resolver404:
        return ""
    is_public = found.func.__module__.startswith(PUBLIC)
    return "" if is_public else found.url_name or ""
