"""Answers to forms as no form would send them; about half only just differ from valid ones."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

from bodies import NOT_DONE, NOT_NOW, body
from checker import Browser, Case, address_of
from django.test.client import MULTIPART_CONTENT

from mutualaid.core.page_hat import FIELD

MARKER = "zmz<b title='\"&>zmz"
RAW_MARKER = "zmz<b title="
FORM = "application/x-www-form-urlencoded"
HUGE = 10 * 1024 * 1024
# Names that any page of ours could carry beside a form's own.
OTHER_NAMES = (
    "next",
    "page",
    "csrfmiddlewaretoken",
    FIELD,
    "id",
    "area",
    "hat",
    "__proto__",
)

# What somebody might well write; most of it is kept as it is.
KIND_TEXTS = (
    MARKER,
    "O’Brien & Söhne",
    "Ραφαήλ",
    "支援團體",
    "مجموعة",
    "👩‍👩‍👧 group",
    "{{ 7 * 7 }} {% raise %}",
    "'; DROP TABLE accounts_user; --",
    "=cmd|'/C calc'!A0",
    "a" * 80,
)
UNKIND_TEXTS = (
    "",
    " ",
    "\x00",
    "zmz\x00zmz",
    "\ud800",
    "zmz\udfffzmz",
    "\u202e" + MARKER,
    "\ufeff\u200b",
    "\r\nSet-Cookie: zmz=1",
    "../../etc/passwd",
    "%00%ff",
    "-1",
    "9" * 400,
    "1e309",
    "NaN",
    "true",
    "null",
    "[]",
    "{" * 500,
    "a" * 5_000,
    "2026-02-30",
    MARKER * 100,
)


@dataclass(frozen=True)
class Sent:
    """One request: its bytes, what kind they claim to be, and how it was made."""

    data: bytes
    kind: str
    how: str


def encoded(fields: list[tuple[str, str]]) -> bytes:
    """As a browser would, and for text that no browser could."""
    return b"&".join(
        b"=".join(
            quote_from_bytes(part.encode("utf-8", "surrogatepass")).encode()
            for part in pair
        )
        for pair in fields
    )


def requests(
    world, ways: list[Case], number: int, seed: int
) -> Iterator[tuple[Case, Sent]]:
    """As many requests as wanted, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    saving = [case for case in ways if case.route.name not in NOT_DONE | NOT_NOW]
    for _ in range(number):
        is_kind = chance.random() < 0.6
        case = chance.choice(saving if is_kind else ways)
        valid = body(case.route.name, world, case.person, case.thing)
        fields = [(name, str(value)) for name, value in valid.items()]
        yield case, (_kind if is_kind else chance.choice(UNKIND))(chance, fields)


def _kind(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    """One text written otherwise, or something beside what the form asks."""
    texts = [n for n, (_, value) in enumerate(fields) if " " in value]
    changed = list(fields)
    if texts and chance.random() < 0.6:
        at = chance.choice(texts)
        changed[at] = (fields[at][0], f"{chance.choice(KIND_TEXTS)} {chance.random()}")
    elif chance.random() < 0.5:
        changed.append((f"extra-{chance.random()}", chance.choice(UNKIND_TEXTS)))
    return Sent(encoded(changed), FORM, "one text otherwise")


def _unkind_text(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    changed = list(fields) or [(chance.choice(OTHER_NAMES), "")]
    at = chance.randrange(len(changed))
    changed[at] = (changed[at][0], chance.choice(UNKIND_TEXTS))
    return Sent(encoded(changed), FORM, "one text impossible")


def _twice(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    changed = [*fields, (chance.choice(OTHER_NAMES), chance.choice(UNKIND_TEXTS))]
    changed += [(name, chance.choice(UNKIND_TEXTS)) for name, _ in changed]
    return Sent(encoded(changed), FORM, "every name twice")


def _lacking(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    kept = [pair for pair in fields if chance.random() < 0.5]
    return Sent(encoded(kept), FORM, "some missing")


def _renamed(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    changed = [(chance.choice(OTHER_NAMES), value) for _, value in fields]
    changed.append((chance.choice(UNKIND_TEXTS), "x"))
    return Sent(encoded(changed), FORM, "names changed")


def _json(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    depth = chance.choice((1, 100, 20_000))
    return Sent(b"[" * depth + b"]" * depth, "application/json", "deep JSON")


def _file(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    name = fields[0][0] if fields else "file"
    part = (
        f'--BoUnDaRyStRiNg\r\nContent-Disposition: form-data; name="{name}"; '
        f'filename="{MARKER}"\r\nContent-Type: text/html\r\n\r\n{MARKER}\r\n'
    )
    end = chance.choice((b"--BoUnDaRyStRiNg--\r\n", b"", b"\xff\x00"))
    return Sent(part.encode() + end, MULTIPART_CONTENT, "a file for a text")


def _bytes(chance: random.Random, fields: list[tuple[str, str]]) -> Sent:
    kind = chance.choice((FORM, "text/plain", "multipart/form-data", "x", ""))
    return Sent(chance.randbytes(chance.randrange(300)), kind, "no form at all")


UNKIND: tuple[Callable[[random.Random, list[tuple[str, str]]], Sent], ...] = (
    _unkind_text,
    _unkind_text,
    _unkind_text,
    _twice,
    _lacking,
    _renamed,
    _json,
    _file,
    _bytes,
)


def huge(case: Case, world) -> Sent:
    """Ten megabytes for one field."""
    valid = body(case.route.name, world, case.person, case.thing)
    fields = [(name, str(value)) for name, value in valid.items()] or [("name", "")]
    return Sent(
        encoded([(fields[0][0], "a" * HUGE), *fields[1:]]), FORM, "ten megabytes"
    )


def send(browser: Browser, case: Case, sent: Sent):
    """The answer."""
    return browser.open(
        case.person,
        address_of(case.route, case.thing),
        "POST",
        sent.data,
        content_type=sent.kind,
    )
