"""Worries about groups, and what is known on both sides, with where it is known from."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("texts") / "myths.toml"


@dataclass(frozen=True, slots=True)
class Myth:
    """A worry, what speaks against it, what speaks for it, what somebody can do."""

    key: str
    worry: str
    known: tuple[str, ...]
    other_side: tuple[str, ...]
    advice: tuple[str, ...]
    sources: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """All of the answer."""
        return self.known + self.other_side + self.advice


def _read(rows: list[dict[str, Any]]) -> tuple[Myth, ...]:
    return tuple(
        Myth(
            row["key"],
            row["worry"],
            *map(tuple, (row["known"], row["other_side"], row["try"], row["sources"])),
        )
        for row in rows
    )


_TOLD = tomllib.loads(FILE.read_text("utf-8"))
PUBLIC_MYTHS = _read(_TOLD["public"])
STAFF_MYTHS = _read(_TOLD["staff"])
CHECKED_ON = _TOLD["checked_on"]
