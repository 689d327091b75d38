"""Prints the access matrix, the data file of the tests, for people to read."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

TESTS = Path(__file__).parents[1] / "tests" / "permissions"
sys.path.insert(0, str(TESTS))

from matrix import (  # noqa: E402
    REACHES,
    Matrix,
    Outcome,
    Relation,
    Route,
    matrix,
)

HEAD = """\
# Who sees and does what

Written by `docs/generate.py` from [matrix.toml](../tests/permissions/matrix.toml). The tests open
every address below as everybody in the tables and compare; nothing that serves a page ever reads
that file. Why it is so: [ADR 0017](adr/0017-one-access-matrix-held-by-tests.md)."""
DOORS = """\
What is asked before an address answers at all. Each line is somebody without a role to wear."""
ADDRESSES = """\
In each: who gets in, as far as what the address names is theirs. Whoever is named under
“refused” is told that their role may not (403); for everybody else it is as if there were no such
page (404), or what the tables of doors say."""
# The relations of a thing to its reader, widest words first.
WORDS = {
    frozenset(Relation) - {Relation.NONE}: "",
    REACHES["area"]: "of their area",
    REACHES["others"]: "of their area but their own",
    REACHES["service"]: "of their service",
    REACHES["colleagues"]: "of their service but their own",
    REACHES["own"]: "their own",
    frozenset({Relation.NONE}): "",
}


def permissions() -> str:
    """The whole page."""
    told = matrix()
    parts = [HEAD, "## Rooms", *_rooms(told), "## Doors", DOORS, _doors(told)]
    parts += ["## Addresses", ADDRESSES, *_addresses(told)]
    return "\n\n".join(parts) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), ["---"] * len(list(head)), *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _rooms(told: Matrix) -> Iterator[str]:
    yield "; ".join(f"`{code}` {words}" for code, words in told.codes.items()) + "."
    for is_built, title in (
        (True, "### With doors"),
        (False, "### Agreed, and not built yet"),
    ):
        rooms = {
            key: room
            for key, room in told.rooms.items()
            if room.get("built", True) is is_built
        }
        yield title
        head = ["Room", *told.roles.values()]
        yield _table(
            head,
            (
                [room["title"], *(room.get(role, "-") for role in told.roles)]
                for room in rooms.values()
            ),
        )
        yield "\n".join(
            f"- **{room['title']}**: {room['note']}"
            for room in rooms.values()
            if "note" in room
        )


def _doors(told: Matrix) -> str:
    doors = [door for door in told.doors if door != "public"]
    rows = [
        [f"**{each['title']}**", *(told.outcomes[each[door]] for door in doors)]
        for each in told.visitors.values()
    ]
    return _table(["", *(told.doors[door].capitalize() for door in doors)], rows)


def _addresses(told: Matrix) -> Iterator[str]:
    paths = _paths()
    for key, room in told.rooms.items():
        routes = [route for route in told.routes.values() if route.room == key]
        if routes:
            yield f"### {room['title']}"
            yield "\n".join(
                line for route in routes for line in _lines(told, route, paths)
            )


def _lines(told: Matrix, route: Route, paths: dict[str, str]) -> Iterator[str]:
    door = "" if route.door == "hat" else f" Door: {told.doors[route.door]}."
    note = f" {route.note}" if route.note else ""
    yield f"- `/{paths[route.name]}`{door}{note}"
    if route.door != "hat":
        return
    for kind in route.things or ("",):
        about = f" {told.things[kind]['title']}:" if kind else ""
        seen = ""
        for method, verb in (("GET", "open"), ("POST", "send")):
            if method in route.methods:
                line = _who(told, route, method, kind)
                if line != seen:
                    yield f"  - {verb}{about} {line}"
                seen = line


def _who(told: Matrix, route: Route, method: str, kind: str) -> str:
    """Who gets in, and who is refused, in one sentence."""
    let_in = _met_by(told, route, method, kind, {Outcome.OK, Outcome.HAT})
    refused = _met_by(told, route, method, kind, {Outcome.FORBIDDEN})
    everybody = set(_staff(told))
    ways = [_in_words(met) for met in set(refused.values())]
    if set(refused) == everybody - set(let_in) and len(ways) == 1:
        ending = f"; refused: everybody else, {ways[0]}".rstrip(", ")
    else:
        ending = f"; refused: {_named(told, refused)}" if refused else ""
    return (_named(told, let_in) or "nobody") + ending


def _met_by(
    told: Matrix, route: Route, method: str, kind: str, outcomes: set[Outcome]
) -> dict[str, frozenset[Relation]]:
    """For each role, and each post that may more than its role, where it is answered so."""
    relations = [each for each in Relation if bool(kind) is (each != Relation.NONE)]
    found = {}
    for who in _staff(told):
        met = frozenset(
            relation
            for relation in relations
            if told.expected(route, method, who, relation, kind) in outcomes
        )
        if met:
            found[who] = met
    return found


def _named(told: Matrix, found: dict[str, frozenset[Relation]]) -> str:
    if set(found) == set(_staff(told)) and len(set(found.values())) == 1:
        return f"everybody {_in_words(next(iter(found.values())))}".strip()
    groups: dict[str, list[str]] = {}
    for who, met in found.items():
        if who in told.roles or found.get(told.posts[who]["as"]) != met:
            groups.setdefault(_in_words(met), []).append(_title(told, who))
    return "; ".join(
        f"{', '.join(names)} {words}".strip() for words, names in groups.items()
    )


def _staff(told: Matrix) -> list[str]:
    return [role for role in told.roles if _has_account(role)] + list(told.posts)


def _in_words(met: frozenset[Relation]) -> str:
    return WORDS.get(met) or " and ".join(
        "" if relation == Relation.NONE else relation.replace("-", " ")
        for relation in sorted(met)
    )


def _has_account(role: str) -> bool:
    return role not in ("public", "client", "group-representative")


def _title(told: Matrix, who: str) -> str:
    return told.roles[who] if who in told.roles else told.posts[who]["title"]


def _paths() -> dict[str, str]:
    """Each route's address, as the site has it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.config.settings_test")
    django.setup()
    from django.urls import get_resolver  # noqa: PLC0415

    found: dict[str, str] = {}
    waiting = [(get_resolver(), "")]
    while waiting:
        resolver, before = waiting.pop()
        for entry in resolver.url_patterns:
            path = before + str(entry.pattern)
            if hasattr(entry, "url_patterns"):
                waiting.append((entry, path))
            else:
                found[str(entry.name)] = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)
    return found
