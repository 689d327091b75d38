"""Opens addresses as each person of the world and says where the answer is not the matrix's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bodies import body
from content_policy import policy_faults
from decoding import text_of
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from matrix import NEVER_TAKEN, Matrix, Outcome, Relation, Route, matrix
from rows import written_tables
from traces import PERSONAL, traces
from world import HOSTS, Person, Thing, World

from mutualaid.core import clock
from mutualaid.directory.kept_duplicates import known_pairs
from mutualaid.directory.published import published
from mutualaid.organisations.middleware import known_hosts

EMPTY, VALID = "empty", "valid"
NO_SUCH = "XXXXXXXXXX"
BY_STATUS = {
    400: Outcome.BAD_REQUEST,
    403: Outcome.FORBIDDEN,
    404: Outcome.NOT_FOUND,
    405: Outcome.METHOD_NOT_ALLOWED,
    409: Outcome.SAYS_WHY,
    410: Outcome.SAYS_WHY,
    413: Outcome.BAD_REQUEST,
}
LOCKED = re.compile(rb"<title>[^<]*\bLocked ")
# Answers that must hold nothing of what was asked for.
REFUSALS = frozenset(Outcome) - {Outcome.OK, Outcome.BAD_REQUEST, Outcome.SAYS_WHY}


@dataclass(frozen=True)
class Case:
    """One request: somebody opens an address about something that is theirs or not."""

    route: Route
    method: str
    person: Person
    relation: Relation = Relation.NONE
    thing: Thing | None = None
    filled: str = ""

    def __str__(self) -> str:
        about = f" about {self.thing.kind}/{self.relation}" if self.thing else ""
        filled = f" ({self.filled})" if self.filled else ""
        return f"{self.method}{filled} {self.route.name}{about} by {self.person}"

    @property
    def values(self) -> tuple[Any, ...]:
        """What pairs are made of."""
        place = (self.route.name, self.thing.kind if self.thing else "")
        way = (self.method, self.filled)
        return (place, way, self.person.who, self.relation, self.person.area)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    outcome: Outcome
    status: int
    text: str
    head: str
    response: Any

    @property
    def source(self) -> str:
        """The page as it was sent, where it was sent whole: markup as markup."""
        if self.response.streaming:
            return ""
        return self.response.content.decode("utf-8", "replace")


@dataclass(frozen=True)
class Mismatch:
    """Where the site and the matrix disagree."""

    case: Case
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.case}: {self.expected} expected, {self.found} found"


def relation_of(person: Person, thing: Thing) -> Relation:
    """How the thing belongs to the person; what has no area is its owner's wherever they are."""
    if thing.area not in (None, person.area):
        return Relation.OTHER_AREA
    if thing.area is None and person.user_id not in thing.owners:
        return Relation.OTHER_AREA
    if person.user_id in thing.owners:
        return Relation.OWN
    if thing.service is not None and thing.service == person.service:
        return Relation.SERVICE
    return Relation.OTHER_SERVICE


def every_case(world: World, routes: Iterable[Route]) -> list[Case]:
    """Every way into these routes, for everybody, with one thing of each relation."""
    return [
        Case(route, method, person, relation, thing, filled)
        for route in routes
        for person in world.people
        for first, (relation, thing) in enumerate(_things(world, route, person))
        for method, filled in _ways(route)
        if not (first and method in NEVER_TAKEN)
    ]


def _ways(route: Route) -> Iterator[tuple[str, str]]:
    yield "GET", ""
    yield "POST", EMPTY
    if "POST" in route.methods:
        yield "POST", VALID
    for method in NEVER_TAKEN:
        yield method, ""


def _things(
    world: World, route: Route, person: Person
) -> list[tuple[Relation, Thing | None]]:
    if not route.things:
        return [(Relation.NONE, None)]
    found: dict[tuple[str, Relation], Thing] = {}
    for kind in route.things:
        for thing in world.things[kind]:
            found.setdefault((kind, relation_of(person, thing)), thing)
    return [(relation, thing) for (_, relation), thing in found.items()]


class Browser:
    """One test client for everybody: whose cookie it sends is said for each request."""

    def __init__(self, world: World, **state: Any) -> None:
        self.world = world
        self.client = Client(raise_request_exception=False, **state)

    def open(
        self,
        person: Person,
        address: str,
        method: str = "GET",
        data: Any = None,
        cookies: dict[str, str] | None = None,
        **head: Any,
    ) -> Answer:
        """The answer, as somebody who comes with nothing but their session."""
        self.client.cookies.clear()
        self.client.cookies.load(cookies or {})
        if person.cookie:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = person.cookie
        head["HTTP_HOST"] = HOSTS[person.area]
        if isinstance(data, bytes):
            response = self.client.generic(method, address, data, **head)
        else:
            send = getattr(self.client, method.lower())
            response = send(address, *([] if data is None else [data]), **head)
        return answer_of(response)


def answer_of(response: Any) -> Answer:
    """The response in the words of the matrix."""
    return Answer(
        outcome_of(response),
        response.status_code,
        text_of(response),
        "\n".join(f"{name}: {value}" for name, value in response.items()),
        response,
    )


def outcome_of(response: Any) -> Outcome:
    """Where a redirect leads says whether it was a refusal."""
    if response.status_code >= 500:
        return Outcome.ERROR
    if response.status_code not in (301, 302, 303):
        if LOCKED.search(getattr(response, "content", b"")):
            return Outcome.LOCKED
        return BY_STATUS.get(response.status_code, Outcome.OK)
    return _refusing_addresses().get(response["Location"].partition("?")[0], Outcome.OK)


def _refusing_addresses() -> dict[str, Outcome]:
    return {
        reverse("account_login"): Outcome.SIGN_IN,
        reverse("mfa_index"): Outcome.SECOND_FACTOR,
        reverse("choose_hat"): Outcome.HAT,
        reverse("confirm_it_is_you"): Outcome.CONFIRM,
        reverse("unlock_screen"): Outcome.LOCKED,
    }


def address_of(route: Route, thing: Thing | None) -> str:
    named = thing.arguments if thing else {}
    return reverse(route.name, kwargs={**route.arguments, **named})


def visit(browser: Browser, case: Case) -> Answer:
    """Make the request and undo whatever it did."""
    data = None
    if case.method == "POST":
        given = (browser.world, case.person, case.thing)
        data = body(case.route.name, *given) if case.filled == VALID else {}
    with undone():
        return browser.open(
            case.person, address_of(case.route, case.thing), case.method, data
        )


class undone:
    """What is written inside is rolled back, and what is remembered is forgotten."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic._from_testcase = True  # type: ignore[attr-defined]
        self.atomic.__enter__()

    def __exit__(self, *error: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*error)
        known_hosts.forget()
        published.forget()
        known_pairs.forget()


def expected_of(case: Case, told: Matrix) -> Outcome:
    """What the matrix says of this request."""
    route = case.route
    kind = case.thing.kind if case.thing else ""
    who, relation = case.person.who, case.relation
    outcome = told.expected(route, case.method, who, relation, kind)
    if outcome is not Outcome.OK:
        return outcome
    instead = {EMPTY: route.empty, VALID: route.done}.get(case.filled, "")
    return Outcome(instead) if instead else outcome


def mismatches(
    world: World, cases: Iterable[Case], told: Matrix | None = None
) -> Iterator[Mismatch]:
    """Every case whose answer is not the expected one, or tells or writes what it must not."""
    told, browser = told or matrix(), Browser(world)
    with clock.frozen_at(world.now):
        for case in cases:
            with written_tables() as tables:
                answer = visit(browser, case)
            yield from faults_of(world, case, answer, tables, told)


def faults_of(
    world: World, case: Case, answer: Answer, tables: set[str], told: Matrix
) -> Iterator[Mismatch]:
    """What is wrong with one answer."""
    expected = expected_of(case, told)
    if answer.outcome is not expected:
        yield Mismatch(case, expected, f"{answer.outcome} ({answer.status})")
        return
    if tables and (case.method != "POST" or _is_turned_away(case, expected, told)):
        yield Mismatch(case, "nothing written", ", ".join(sorted(tables)))
    for fault in policy_faults(answer.response, answer.source):
        yield Mismatch(case, "the content policy kept", fault)
    is_kept = "no-store" not in answer.response.get("Cache-Control", "")
    if is_kept is _is_private(case, answer.outcome):
        yield Mismatch(case, "kept by no browser" if is_kept else "kept", str(is_kept))
    yield from _leaks(world, case, answer, told)


def _is_private(case: Case, outcome: Outcome) -> bool | None:
    """Whether no browser may keep the answer; None where either is sound."""
    if case.person.cookie or case.route.door != "public":
        return True
    if case.route.kept_nowhere:
        return True if outcome is Outcome.OK else None
    return False if case.route.room == "directory" else None


def _is_turned_away(case: Case, outcome: Outcome, told: Matrix) -> bool:
    """A way to the hats or to the sign-in may also be where something done leads."""
    if told.at_the_door(case.route, case.person.who) is not Outcome.OK:
        return True
    return outcome in REFUSALS - {Outcome.SIGN_IN, Outcome.HAT}


def _leaks(
    world: World, case: Case, answer: Answer, told: Matrix
) -> Iterator[Mismatch]:
    """Planted words where they have no business; on a refusal all but one's own are such."""
    is_refusal = answer.outcome in REFUSALS
    seen = set(world.words.found_in(answer.text, answer.head))
    for word in sorted(seen):
        if _is_strange(world, case.person, word, is_refusal):
            planted = world.words.planted[word]
            yield Mismatch(case, "nothing of it", f"{planted.told} of {planted}")
    for word in world.words.found_in(*traces(answer.text, answer.head)) if seen else ():
        planted = world.words.planted[word]
        if planted.told in PERSONAL or planted.readers is not None:
            yield Mismatch(case, "no person in an address or title", planted.told)
    if case.route.lists and case.method == "GET" and answer.outcome is Outcome.OK:
        yield from _list_faults(world, case, answer.text, told)


def _is_strange(world: World, person: Person, word: str, is_refusal: bool) -> bool:
    planted = world.words.planted[word]
    if planted.readers is not None:
        hat = person.membership.pk if person.membership else None
        return is_refusal or hat not in planted.readers
    if planted.owner is not None and planted.owner == person.user_id:
        return False
    if planted.area not in (None, person.area):
        return True
    if planted.owner is None and planted.service in (None, person.service):
        return False
    return is_refusal


def _list_faults(
    world: World, case: Case, text: str, told: Matrix
) -> Iterator[Mismatch]:
    """A list shows what its reader finds, all of it and nothing else."""
    for kind in case.route.lists:
        for thing in world.things[kind]:
            relation = relation_of(case.person, thing)
            finds = told.finds(kind, case.person.who, relation)
            shown = thing.mark in text
            if shown != finds:
                words = ("not listed", "listed")
                place = f"{kind}/{relation} ({thing.mark})"
                yield Mismatch(case, f"{words[finds]} {place}", words[shown])
