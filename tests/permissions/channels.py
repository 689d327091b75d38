"""Every way by which something of a client could come out, and who is asked to try each."""

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from bodies import body
from checker import Answer, Browser, undone
from django.urls import URLPattern, reverse
from every_check import routes
from matrix import matrix
from records import KIND
from words import WORD
from world import Person, Thing, World

from mutualaid.activity_log.models import Entry
from mutualaid.core.logs import JsonFormatter

ROOMS = ("clients", "care", "privacy", "backups")
# Whatever may tell of a client without being theirs.
BESIDE = (
    "show_today",
    "list_activity",
    "export_activity",
    "list_people",
    "list_concerns",
    "count_concerns",
    "show_privacy",
    "list_indicators",
)
# What an address names, by how it begins; the longest fits first.
NAMED = {
    "clients/": KIND,
    "clients/commitments/": "clients.Commitment",
    "clients/emergencies/": "clients.BreakGlass",
    "privacy/people/": KIND,
    "privacy/requests/": "privacy.RightsRequest",
    "privacy/incidents/": "privacy.Incident",
    "privacy/reviews/": "privacy.Review",
    "privacy/holds/": "privacy.Hold",
    "privacy/consents/": "privacy.TellingPermission",
    "privacy/alarms/": "bulk-alarm",
    "sessions/": "care.CareSession",
    "follow-ups/": "care.FollowUp",
}
OTHERS = {"form": ("html", "pdf", "json"), "topic": ("telephone", "company"), "kind": ("asked",), "key": ("1.1",), "session": ("two",)}  # fmt: skip
PRINTED = ("print", "letter", "pdf", "html")
EXPORTED = ("export", "json", "csv", "xlsx")


@dataclass(frozen=True)
class Door:
    """One address, and which channel it is."""

    name: str
    address: str
    channel: str


@dataclass
class Found:
    """Which words came out, by which channel, to whom; and those that must not."""

    seen: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    asked: int = 0

    def note(self, world: World, channel: str, person: Person, *texts: str) -> None:
        """Look for words about people in what came out."""
        self.asked += 1
        for word in world.words.found_in(*texts):
            planted = world.words.planted[word]
            if planted.readers is None:
                continue
            by_label = self.seen.setdefault(channel, {})
            by_label.setdefault(planted.told, set()).add(person.who)
            hat = person.membership.pk if person.membership else None
            if hat not in planted.readers:
                self.leaks.append(f"{channel}: {planted.told} to {person}")

    def labels(self, channel: str) -> set[str]:
        return set(self.seen.get(channel, {}))


def doors(world: World, *, everywhere: bool = False) -> Iterator[Door]:
    """Addresses about clients, for each record of the first service; and those beside them."""
    for pattern in routes():
        is_room = _app_of(pattern) in ROOMS
        if not (is_room or everywhere or pattern.name in BESIDE):
            continue
        arguments = list(pattern.pattern.converters)
        if not arguments:
            yield _door(str(pattern.name), reverse(pattern.name))
        elif is_room:
            for address in _addresses(world, pattern, arguments):
                yield _door(str(pattern.name), address)


def _app_of(pattern: URLPattern) -> str:
    module = str(getattr(pattern.callback, "__module__", ""))
    return module.removeprefix("mutualaid.").partition(".")[0]


def _door(name: str, address: str) -> Door:
    said = f"{name}/{address}".replace("/", " ").replace("-", " ").replace("_", " ")
    parts = set(said.split())
    if parts & set(PRINTED):
        return Door(name, address, "print")
    if parts & set(EXPORTED):
        return Door(name, address, "export")
    return Door(name, address, "list" if name.startswith(("list", "count")) else "detail")  # fmt: skip


def _addresses(
    world: World, pattern: URLPattern, arguments: list[str]
) -> Iterator[str]:
    for values in _values(world, pattern, arguments):
        yield reverse(pattern.name, kwargs=values)


def _values(
    world: World, pattern: URLPattern, arguments: list[str]
) -> Iterator[dict[str, str]]:
    named: list[dict[str, str]] = [{}]
    if "reference" in arguments:
        named = [thing.arguments for thing in _things(world, str(pattern.pattern))]
    for other in set(arguments) - {"reference"}:
        named = [{**each, other: value} for each in named for value in OTHERS[other]]
    yield from named


def _things(world: World, path: str) -> list[Thing]:
    """What this address can be about; raises LookupError for one that `NAMED` does not know."""
    fitting = [begin for begin in NAMED if path.startswith(begin + "<")]
    if not fitting:
        raise LookupError(f"Say in NAMED what {path} is about.")
    kind = NAMED[max(fitting, key=len)]
    return [thing for thing in world.things[kind] if (thing.area, thing.service) == (0, 0)]  # fmt: skip


def ask(
    world: World, browser: Browser, found: Found, cases: Iterable[tuple[Door, Person]]
) -> None:
    """Open each address as each person, and forget what it did."""
    for door, person in cases:
        with undone():
            answer = browser.open(person, door.address)
        found.note(world, door.channel, person, answer.text, answer.head)


def send_everything(world: World, browser: Browser, people: Iterable[Person]) -> int:
    """Every form about a client, filled in as the matrix does; says how many were taken."""
    taken = 0
    for pattern, person in product(list(routes()), people):
        if _app_of(pattern) not in ROOMS or not matrix_takes(str(pattern.name)):
            continue
        for thing in _about(world, pattern):
            taken += _send(world, browser, pattern, person, thing)
    return taken


def matrix_takes(name: str) -> bool:
    route = matrix().routes.get(name)
    return route is not None and "POST" in route.methods


def _about(world: World, pattern: URLPattern) -> list[Thing | None]:
    arguments = set(pattern.pattern.converters)
    if not arguments:
        return [None]
    return [*_things(world, str(pattern.pattern))] if arguments == {"reference"} else []


def _send(
    world: World,
    browser: Browser,
    pattern: URLPattern,
    person: Person,
    thing: Thing | None,
) -> bool:
    address = reverse(pattern.name, kwargs=thing.arguments if thing else {})
    data = body(str(pattern.name), world, person, thing)
    data = {name: _with_a_word(world, value) for name, value in data.items()}
    return browser.open(person, address, "POST", data).status in (302, 303)


def _with_a_word(world: World, value: Any) -> Any:
    """What is typed in a sentence tells of somebody, too."""
    is_sentence = isinstance(value, str) and value.count(" ") > 1
    return f"{value} {a_sealed_word(world)}" if is_sentence else value


def a_sealed_word(world: World) -> str:
    planted = world.words.planted.items()
    return next(word for word, each in planted if each.readers is not None)


def after(
    browser: Browser, person: Person, address: str, data: dict[str, Any], then: str
) -> Answer:
    """What a page says once a form was sent, in one go."""
    with undone():
        browser.open(person, address, "POST", data)
        return browser.open(person, then)


def search(browser: Browser, person: Person, words: str) -> list[Answer]:
    """What looking for this brings, and where it leads."""
    with undone():
        answers = [
            browser.open(person, reverse("find_client"), "POST", {"words": words})
        ]
        if leads_to := answers[0].response.get("Location"):
            answers.append(browser.open(person, leads_to))
    return answers  # fmt: skip


def log_lines(area: int) -> list[str]:
    """All that the activity log says, line by line."""
    return [
        json.dumps(
            [
                line.act,
                line.actor,
                line.role,
                line.subject,
                line.detail,
                line.digest,
            ]
        )
        for line in Entry.objects.filter(chain=area)
    ]


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def request_lines() -> Iterator[list[str]]:
    """What the server writes meanwhile, in the form it is written in."""
    kept, root, was = _Kept(), logging.getLogger(), logging.root.manager.disable
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    logging.disable(logging.NOTSET)
    try:
        yield kept.lines
    finally:
        logging.disable(was)
        root.setLevel(level)
        root.removeHandler(kept)


def beginning_of(word: str) -> str:
    """All but the last letters, which is no word that could be found."""
    begin = word[:-2]
    assert not WORD.search(begin)
    return begin
