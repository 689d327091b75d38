"""S18: what an answer shows of somebody, held against what was written down of it.

Nothing here names a page: routes come from the router, and what is sealed about people from the
models, so that whatever is added is held to it by itself.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bodies import Body, body
from checker import (
    VALID,
    Answer,
    Browser,
    Case,
    address_of,
    every_case,
    expected_of,
    undone,
)
from django.apps import apps
from every_check import routes
from matrix import Matrix, Outcome
from pairs import pairwise
from words import WORD
from world import World

import mutualaid
from mutualaid.activity_log.models import Entry
from mutualaid.privacy.models import Look, Person
from mutualaid.privacy.sealing import SealedField, SealedModel

PACKAGES = Path(mutualaid.__file__).parent
KNOW_PEOPLE = ("mutualaid.clients", "mutualaid.privacy")


@dataclass(frozen=True)
class Traces:
    """By which texts somebody is known in an answer: each leads to a token."""

    words: dict[str, str]
    references: dict[str, str]

    def shown_in(self, answer: Answer, address: str, typed: Body) -> set[str]:
        """Whose texts stand in the answer.

        A field that is given back as it was typed shows nothing, nor does a refusal that leads
        to the address that was asked for.
        """
        text = f"{answer.text}\n{answer.head}"
        for value in typed.values():
            text = text.replace(f'value="{value}"', "")
        found = {
            self.words[word]
            for word in map(str.lower, WORD.findall(text))
            if word in self.words
        }
        is_page = answer.status < 300
        for reference, token in self.references.items():
            if reference in text and (is_page or reference not in address):
                found.add(token)
        return found


@dataclass(frozen=True)
class Visit:
    """One request: whom it showed, and whom the two records say that it showed."""

    case: Case
    shown: frozenset[str]
    looked: frozenset[str]
    logged: frozenset[str]
    is_free_text_logged: bool
    status: int


def traces_of() -> Traces:
    """Everything sealed about people in the world, opened, and their references."""
    people = {person.token: person for person in Person.objects.all()}
    references = {}
    for token, person in people.items():
        references |= {person.reference: token, person.printed: token}
    words = {
        word: token
        for token, text in _opened(people.keys())
        for word in map(str.lower, WORD.findall(text))
    }
    return Traces(words, references)


def _opened(tokens) -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if issubclass(model, SealedModel):
            columns = [
                each.name
                for each in model._meta.fields
                if isinstance(each, SealedField)
            ]
            for row in model._base_manager.all():
                if (token := row.sealed_for()) in tokens:
                    yield from ((token, row.words(column)) for column in columns)


def cases_to_audit(world: World, told: Matrix, *, all_of_it: bool) -> list[Case]:
    """Every way in that succeeds, for everybody.

    In short, pairs of them: one service's people, and the addresses of what knows of people.
    """
    cases = [
        case
        for case in every_case(world, told.routes.values())
        if case.method in ("GET", "POST") and expected_of(case, told) is Outcome.OK
    ]
    if all_of_it:
        return cases
    near = {name for name, module in _modules().items() if _knows_people(module)}
    few = [
        case
        for case in cases
        if case.route.name in near
        and case.person.membership
        and (case.person.area, case.person.service) in ((0, 1), (0, None))
    ]
    return pairwise(few, [(*case.values[:2], case.relation) for case in few])


def _modules() -> dict[str, str]:
    """The app of each route's view."""
    return {
        str(pattern.name): ".".join(pattern.callback.__module__.split(".")[:2])
        for pattern in routes()
    }


@cache
def _knows_people(app: str) -> bool:
    """Whether anything of an app is of clients and people, or asks those that are."""
    if app in KNOW_PEOPLE:
        return True
    folder = PACKAGES / app.partition(".")[2]
    files = [each for each in folder.rglob("*.py") if "tests" not in each.parts]
    return any(name.startswith(KNOW_PEOPLE) for each in files for name in _named(each))


def _named(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def visited(browser: Browser, case: Case, traces: Traces) -> Visit:
    """Make the request, read what it left, and undo it."""
    world, address = browser.world, address_of(case.route, case.thing)
    data: Body = {}
    if case.filled == VALID:
        data = body(case.route.name, world, case.person, case.thing)
    with undone():
        looks, lines = _newest(Look), _newest(Entry)
        answer = browser.open(
            case.person, address, case.method, data if case.method == "POST" else None
        )
        new_looks = Look.objects.filter(pk__gt=looks)
        membership = case.person.membership
        of_membership = new_looks.filter(membership=membership and membership.pk)
        new_lines = list(Entry.objects.filter(pk__gt=lines))
        looked = frozenset(of_membership.values_list("person__token", flat=True))
    return Visit(
        case,
        shown=frozenset(traces.shown_in(answer, address, data)),
        looked=looked,
        logged=frozenset(token for line in new_lines for token in _tokens(line)),
        is_free_text_logged=any(
            WORD.search(f"{line.subject} {line.act} {line.detail}")
            for line in new_lines
        ),
        status=answer.status,
    )


def _newest(model) -> int:
    return model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def _tokens(line: Entry) -> Iterator[str]:
    yield line.subject
    yield from line.detail.get("clients", ())
