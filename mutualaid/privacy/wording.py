"""The words that are read out before somebody is told, or asked: every version there ever was."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

FILE = Path(__file__).with_name("consent_words.toml")


@dataclass(frozen=True, slots=True)
class Wording:
    """One version. `covers` is what a yes to `asks` lets us tell; empty where it is no telling."""

    topic: str
    version: int
    since: date
    title: str
    says: tuple[str, ...]
    asks: str = ""
    covers: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """Changes with the least change of what is read out or covered."""
        said = "\n".join((self.title, *self.says, self.asks, *sorted(self.covers)))
        return sha256(said.encode()).hexdigest()


@cache
def all_wordings() -> dict[tuple[str, int], Wording]:
    """Every version of every topic."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["words"]
    read = [_wording(**row) for row in rows]
    found = {(each.topic, each.version): each for each in read}
    if len(found) != len(read):
        raise ValueError(f"{FILE.name} has a version twice.")
    return found


def wording_of(topic: str, version: int) -> Wording:
    """What was read at the time. Raises KeyError for what was never there."""
    return all_wordings()[topic, version]


def current_wording(topic: str) -> Wording:
    """What is read today. Raises KeyError for no such topic."""
    versions = [version for each, version in all_wordings() if each == topic]
    return wording_of(topic, max(versions, default=0))


def _wording(
    *,
    topic: str,
    version: int,
    since: date,
    title: str,
    says: list[str],
    asks: str = "",
    covers: tuple[str, ...] = (),
) -> Wording:
    return Wording(topic, version, since, title, tuple(says), asks, frozenset(covers))
