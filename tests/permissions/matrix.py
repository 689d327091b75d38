"""Reads matrix.toml: what each person should be answered at each address."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("matrix.toml")
EVERYONE = "everyone"
# A HEAD is a GET; these are never taken by any page of ours.
NEVER_TAKEN = ("PUT", "DELETE")


class Relation(StrEnum):
    """How what an address names belongs to whoever opens it."""

    NONE = "none"  # the address names nothing
    OWN = "own"
    SERVICE = "service"
    OTHER_SERVICE = "other-service"
    OTHER_AREA = "other-area"


# The reaches of matrix.toml, and the relations that lie within each.
REACHES = {
    "none": frozenset[Relation](),
    "own": frozenset({Relation.OWN}),
    "colleagues": frozenset({Relation.SERVICE}),
    "service": frozenset({Relation.OWN, Relation.SERVICE}),
    "others": frozenset({Relation.SERVICE, Relation.OTHER_SERVICE}),
    "area": frozenset({Relation.OWN, Relation.SERVICE, Relation.OTHER_SERVICE}),
    "anybody": frozenset(Relation),
}


class Outcome(StrEnum):
    """What somebody is answered; the words of matrix.toml and those it never expects."""

    OK = "ok"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not-found"
    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    HAT = "hat"
    LOCKED = "locked"
    CONFIRM = "confirm"
    SAYS_WHY = "says-why"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    BAD_REQUEST = "bad-request"
    ERROR = "error"


@dataclass(frozen=True)
class Route:
    """One address of the site. `may` and `change` name roles; empty means every role.

    `things` are the kinds of thing its address names; `lists` those whose rows its page shows;
    `empty` is what a form sent back empty is answered, where that is not the page again. No
    browser may keep a page that is `kept_nowhere`, though it is public.
    """

    name: str
    room: str
    door: str = "hat"
    methods: tuple[str, ...] = ("GET",)
    things: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    empty: str = ""
    done: str = ""
    note: str = ""
    kept_nowhere: bool = False
    arguments: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)

    def roles(self, method: str) -> tuple[str, ...]:
        """Who may use it this way; empty means every role."""
        return (self.change or self.may) if method == "POST" else self.may

    def cell(
        self, names: Sequence[str], method: str, kind: str, relation: Relation
    ) -> str | None:
        """What stands in place of the rule, the narrowest first.

        A cell is named "POST auditor about invitation/own"; every part may be left out, and
        "*" is anybody.
        """
        places = (f" about {kind}/{relation}", f"/{relation}", f" about {kind}", "")
        for who in (*names, "*"):
            for place in places:
                for key in (f"{method} {who}{place}", f"{who}{place}"):
                    if key in self.cells:
                        return self.cells[key]
        return None


@dataclass(frozen=True)
class Matrix:
    """The whole file."""

    codes: Mapping[str, str]
    roles: Mapping[str, str]
    posts: Mapping[str, Mapping[str, str]]
    rooms: Mapping[str, Mapping[str, Any]]
    doors: Mapping[str, str]
    outcomes: Mapping[str, str]
    visitors: Mapping[str, Mapping[str, str]]
    reaches: Mapping[str, str]
    things: Mapping[str, Mapping[str, str]]
    routes: Mapping[str, Route]
    equivalents: Mapping[str, str]

    def expected(
        self, route: Route, method: str, who: str, relation: Relation, kind: str = ""
    ) -> Outcome:
        """The answer that `who`, a role, a post or a kind of visitor, should get."""
        at_the_door = self.at_the_door(route, who)
        if at_the_door is not Outcome.OK:
            return at_the_door
        for name in ("*", who):
            # Whatever is asked: such a cell comes before the methods, as doors do.
            if name in route.cells:
                return Outcome(route.cells[name])
        if method not in route.methods:
            return Outcome.METHOD_NOT_ALLOWED
        names = self.names_of(who)
        if cell := route.cell(names, method, kind, relation):
            return Outcome(cell)
        if kind and not self.finds(kind, who, relation):
            return Outcome.NOT_FOUND
        roles = route.roles(method)
        return Outcome.OK if not roles or set(names) & set(roles) else Outcome.FORBIDDEN

    def names_of(self, who: str) -> tuple[str, ...]:
        """A post is a role too."""
        return (who, self.posts[who]["as"]) if who in self.posts else (who,)

    def at_the_door(self, route: Route, who: str) -> Outcome:
        """What the door alone says."""
        if route.door == "public" or who not in self.visitors:
            return Outcome.OK
        return Outcome(self.visitors[who][route.door])

    def finds(self, kind: str, who: str, relation: Relation) -> bool:
        """Whether a thing of this kind is there for `who`."""
        reaches = self.things[kind]
        told = [reaches[name] for name in self.names_of(who) if name in reaches]
        return relation in REACHES[(told or [reaches.get(EVERYONE, "none")])[0]]

    @property
    def everybody(self) -> set[str]:
        """Everything that a cell or a reach may call somebody."""
        return {*self.roles, *self.posts, *self.visitors}


def _route(name: str, given: Mapping[str, Any]) -> Route:
    several = {
        key: tuple(value) for key, value in given.items() if isinstance(value, list)
    }
    return Route(**{**given, **several, "name": name})


@cache
def matrix() -> Matrix:
    """The file as it stands."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    routes = {name: _route(name, given) for name, given in told.pop("routes").items()}
    return Matrix(**told, routes=routes)


def faults(told: Matrix) -> Iterator[str]:
    """Words of the file that lead nowhere: a typing error would otherwise open a door."""
    for route in told.routes.values():
        for word, known in _words_of(route, told):
            if word not in known:
                yield f"routes.{route.name}: {word!r} is not known"
    for name, thing in told.things.items():
        place, who = f"things.{name}", thing.keys() - {"title", "note"}
        yield from _strangers(place, who, {EVERYONE, *told.everybody})
        yield from _strangers(place, {thing[each] for each in who}, set(REACHES))
    for name, room in told.rooms.items():
        yield from _strangers(
            f"rooms.{name}", room.keys() - {"title", "note", "built"}, set(told.roles)
        )


def _strangers(place: str, words: set[str], known: set[str]) -> Iterator[str]:
    for word in sorted(words - known):
        yield f"{place}: {word!r} is not known"


CELL = re.compile(
    r"(?:(?P<method>[A-Z]+) )?(?P<who>\*|[a-z-]+)(?: about (?P<kind>[a-z-]+))?"
    r"(?:/(?P<relation>[a-z-]+))?"
)


def _words_of(route: Route, told: Matrix) -> Iterator[tuple[str, Any]]:
    yield route.room, told.rooms
    yield route.door, told.doors
    for kind in (*route.things, *route.lists):
        yield kind, told.things
    for role in (*route.may, *route.change):
        yield role, told.everybody
    for cell, outcome in route.cells.items():
        parts = CELL.fullmatch(cell)
        yield cell, {cell} if parts else ()
        if parts:
            yield parts["who"], {"*", *told.everybody}
            yield parts["method"] or "GET", (*route.methods, "GET")
            yield parts["kind"] or "", ("", *route.things)
            yield parts["relation"] or Relation.NONE, set(Relation)
        yield outcome, set(Outcome)
