"""Three areas of three services, what is in them, and who comes to their doors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from words import Words

from mutualaid.accounts.models import User
from mutualaid.core.area import within
from mutualaid.organisations.models import Area, Membership, Service

# The hosts that the test settings know; each is an area's.
HOSTS = ("testserver", "localhost", "127.0.0.1")
SERVICES = 3


@dataclass(frozen=True, eq=False)
class Person:
    """Somebody at a browser; `who` is a role, a post or a kind of visitor of matrix.toml."""

    who: str
    area: int
    service: int | None = None
    user: User | None = None
    membership: Membership | None = None
    cookie: str = ""

    def __str__(self) -> str:
        place = "" if self.service is None else f" of service {self.service}"
        return f"{self.who}{place} in area {self.area}"

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None


@dataclass(frozen=True, eq=False)
class Thing:
    """Something an address names; `owners` are the users it belongs to or is about.

    `mark` is the text by which a list shows it; what has no area is its owner's anywhere.
    """

    kind: str
    arguments: dict[str, str]
    area: int | None
    service: int | None = None
    owners: frozenset[int] = frozenset()
    mark: str = ""
    row: Any = None

    def __str__(self) -> str:
        return f"{self.kind} of service {self.service} in area {self.area}"


@dataclass
class World:
    """What is there, by the number of its area and service."""

    now: datetime
    areas: list[Area] = field(default_factory=list)
    services: list[list[Service]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    things: dict[str, list[Thing]] = field(default_factory=dict)
    words: Words = field(default_factory=Words)

    def add(self, kind: str, row: Any, area: int | None, **told: Any) -> None:
        """Something that its reference names, unless `arguments` say otherwise."""
        arguments = told.pop("arguments", None) or {"reference": row.reference}
        thing = Thing(kind, arguments, area, row=row, **told)
        if not thing.mark and "reference" in arguments:
            thing = replace(thing, mark=arguments["reference"])
        self.things.setdefault(kind, []).append(thing)

    def person(self, who: str, area: int = 0, service: int = 0) -> Person:
        """Somebody of this kind; whoever is in no service is found for any."""
        for each in self.people:
            if (each.who, each.area) == (who, area) and each.service in (None, service):
                return each
        raise LookupError(f"There is no {who} in area {area}, service {service}.")

    def word(self, of: str, area: int, service: int | None = None) -> str:
        return self.words.plant(of, area, service)

    def written(self) -> dict[str, Any]:
        return {"created_at": self.now, "updated_at": self.now}

    @contextmanager
    def within(self, area: int) -> Iterator[None]:
        with within(self.areas[area].pk):
            yield
