"""The sheets, read from `texts/`: one text each, from which every format is made.

A sheet is known by its key: "1" to everybody, "1-family" in words for families, "1-pl" in
Polish. What was given to whom is recorded by key, version and format.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

FOLDER = Path(__file__).with_name("texts")
ENGLISH = "en"
FAMILY = "family"


class Format(StrEnum):
    """What one text can be had as."""

    WEB = "web"
    A4 = "a4"
    LARGE = "large"
    EASY = "easy"
    ALOUD = "aloud"


PRINTED = (Format.A4, Format.LARGE, Format.EASY)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and the sentences below it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EasyLine:
    """A line of easy read, beside its picture; with space to write where that is asked."""

    picture: str
    words: str
    has_space: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """An either-or, and what either answer points to."""

    asks: str
    either: str
    other: str


@dataclass(frozen=True, slots=True)
class Table:
    """To be filled in by hand; `firsts` stand in the first column."""

    heading: str
    columns: tuple[str, ...]
    firsts: tuple[str, ...]
    faces: bool = False  # the last column offers faces to ring


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of a map: where it is in a drawing 180 wide, and how large."""

    key: str
    label: str
    prompt: str
    at: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Space:
    """Lines to write on."""

    prompt: str
    lines: int


@dataclass(frozen=True, slots=True)
class Edition:
    """For whom, in which language, and the words that all its sheets share."""

    key: str  # nothing for the first edition, which is for everybody
    language: str
    name: str
    hand_out: str
    also_called: str
    who_will_know: str
    ask: str
    insert: str
    version: str
    checked: str
    page: str
    in_large: str
    in_easy: str
    safety: Block
    easy_safety: tuple[EasyLine, ...]
    choose: str
    either_or: str
    no_groups: str
    is_draft: str = ""

    @property
    def is_translated(self) -> bool:
        return self.language != ENGLISH


@dataclass(frozen=True, slots=True)
class Sheet:
    """One hand-out in one edition. A change of words is a new version."""

    edition: Edition
    number: str
    slug: str
    title: str
    version: int
    dated: date
    checked_on: date
    promise: str
    blocks: tuple[Block, ...]
    who_will_know: tuple[str, ...]
    ask: tuple[str, ...]
    easy: tuple[EasyLine, ...]
    also_called: str = ""
    has_safety: bool = False
    lists_groups: bool = False
    questions: tuple[Question, ...] = ()
    ticks: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    spaces: tuple[Space, ...] = ()
    aloud: tuple[str, ...] = ()  # said to a listener in place of what only eyes see
    signed_by: str = ""  # for a translation: who read it and found it right, and when
    signed_on: date | None = None

    @property
    def key(self) -> str:
        return f"{self.number}-{self.edition.key}" if self.edition.key else self.number

    @property
    def language(self) -> str:
        return self.edition.language

    @property
    def draft(self) -> str:
        """What says that nobody has checked a translation yet; nothing once it is signed."""
        return "" if self.signed_by else self.edition.is_draft

    @property
    def full_title(self) -> str:
        """With its other title, where the toolkit has two."""
        if not self.also_called:
            return self.title
        return f"{self.title} ({self.edition.also_called} {self.also_called})"

    def numbered(self) -> str:
        return f"{self.edition.hand_out} {self.number}"

    @classmethod
    def read(cls, edition: Edition, told: Mapping[str, Any]) -> Self:
        """Raises TypeError for a name that no sheet has."""
        return cls(edition=edition, **{name: _value(name, told[name]) for name in told})


_PARTS: dict[str, type] = {
    "blocks": Block,
    "easy": EasyLine,
    "easy_safety": EasyLine,
    "questions": Question,
    "tables": Table,
    "cells": Cell,
    "spaces": Space,
}


def _value(name: str, told: Any) -> Any:
    """Tables of TOML as our own parts, lists as tuples."""
    if part := _PARTS.get(name):
        return tuple(part(**{key: _frozen(each[key]) for key in each}) for each in told)
    if name == "safety":
        return Block(told["heading"], tuple(told["lines"]))
    return _frozen(told)


def _frozen(told: Any) -> Any:
    return tuple(map(_frozen, told)) if isinstance(told, list) else told


def _edition(folder: Path) -> Edition:
    told = _toml(folder / "edition.toml")
    return Edition(**{name: _value(name, told[name]) for name in told})


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _numbers(path: Path) -> tuple[int, str]:
    """5a between 4 and 5b, and 10 last."""
    digits = path.stem.rstrip("abc")
    return int(digits), path.stem.removeprefix(digits)


def _read_all() -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    for name in ("en", FAMILY, "pl"):
        edition = _edition(FOLDER / name)
        paths = (FOLDER / name).glob("[0-9]*.toml")
        for path in sorted(paths, key=_numbers):
            sheet = Sheet.read(edition, {"number": path.stem, **_toml(path)})
            found[sheet.key] = sheet
    return found


SHEETS: dict[str, Sheet] = _read_all()
EDITIONS = tuple(dict.fromkeys(sheet.edition.key for sheet in SHEETS.values()))


def sheet_at(slug: str) -> Sheet:
    """The sheet of this address. Raises KeyError where there is none."""
    for sheet in SHEETS.values():
        if sheet.slug == slug:
            return sheet
    raise KeyError(slug)


def others_of(sheet: Sheet) -> list[Sheet]:
    """The same hand-out in other editions."""
    return [
        each
        for each in SHEETS.values()
        if each.number == sheet.number and each.key != sheet.key
    ]
