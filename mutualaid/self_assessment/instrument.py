"""The statements that a partnership rates itself against, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Asked(StrEnum):
    """Raters who are asked only what they can judge, in plain words."""

    SERVICE_USER = "service-user"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale."""

    level: int
    name: str
    test: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is rated at once: a part of a statement, or a whole one that has no parts."""

    key: str
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that would be true of an area where mutual aid works."""

    key: str
    short: str
    text: str
    plain: str  # "" where nobody is asked it in plain words
    asked: frozenset[Asked]
    why: str
    good: tuple[str, ...]
    parts: tuple[Part, ...]  # at least one

    @property
    def section(self) -> str:
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Section:
    """Statements that belong together."""

    key: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of the whole; a round keeps the version it was opened with."""

    version: str
    source: str
    levels: tuple[Level, ...]
    sections: tuple[Section, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(each for section in self.sections for each in section.statements)

    def asked_of(self, who: Asked) -> tuple[Statement, ...]:
        """The statements that such a rater gets."""
        return tuple(each for each in self.statements if who in each.asked)


@cache
def current_table() -> dict[str, Any]:
    """The table that new rounds keep a copy of; nobody changes it."""
    text = files(__package__).joinpath("instrument.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def current() -> Instrument:
    """The version that new rounds open with."""
    return read(current_table())


def read(data: Mapping[str, Any]) -> Instrument:
    """The instrument that such a table tells."""
    statements = [_statement(each) for each in data["statements"]]
    return Instrument(
        version=data["version"],
        source=data["source"],
        levels=tuple(Level(**each) for each in data["levels"]),
        sections=tuple(
            Section(
                each["key"],
                each["title"],
                tuple(one for one in statements if one.section == each["key"]),
            )
            for each in data["sections"]
        ),
    )


def _statement(told: Mapping[str, Any]) -> Statement:
    whole = {key: told[key] for key in ("key", "text", "evidence")}
    return Statement(
        key=told["key"],
        short=told["short"],
        text=told["text"],
        plain=told.get("plain", ""),
        asked=frozenset(Asked(each) for each in told.get("asked", ())),
        why=told["why"],
        good=tuple(told["good"]),
        parts=tuple(_part(each) for each in told.get("parts", [whole])),
    )


def _part(told: Mapping[str, Any]) -> Part:
    return Part(told["key"], told["text"], tuple(told["evidence"]))
