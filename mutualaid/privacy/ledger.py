"""The ledger of erasures: a file beside the vault that every restore replays before it serves.

It names random tokens only. Lines are added and never changed.
"""

import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from mutualaid.core import clock
from mutualaid.core.refusal import Refused

from .shelves import EVERY_SHELF, Shelf

FILE_NAME = "erased.jsonl"


@dataclass(frozen=True, slots=True)
class Erasure:
    """Whose shelves were erased, and when."""

    token: str
    shelves: tuple[Shelf, ...]
    erased_at: datetime
    # Whether nothing stays. It is kept as it was: later versions may know more shelves.
    is_whole: bool


class UnknownErasure(Refused):
    """A line that a later version wrote: passed over, it would bring somebody back."""


def ledger_file() -> Path:
    return Path(settings.VAULT_DIR) / FILE_NAME


def enter(token: str, shelves: Collection[Shelf]) -> Erasure:
    """Add a line; it is on disk when this returns."""
    is_whole = set(shelves) == set(EVERY_SHELF)
    erasure = Erasure(token, tuple(sorted(shelves)), clock.now(), is_whole)
    line = json.dumps(
        {
            "token": token,
            "shelves": list(erasure.shelves),
            "erased_at": erasure.erased_at.isoformat(timespec="seconds"),
            "is_whole": is_whole,
        }
    )
    file = ledger_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # A line that a crash cut off must not take this one with it.
        os.write(handle, f"\n{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    return erasure


def erasures(file: Path | None = None) -> Iterator[Erasure]:
    """Every erasure, the oldest first. Raises UnknownErasure."""
    return map(_erasure, whole_lines(file or ledger_file()))


def whole_lines(file: Path) -> Iterator[str]:
    """Those that a crash has not cut off."""
    for line in file.read_text().splitlines() if file.is_file() else []:
        try:
            json.loads(line)
        except ValueError:
            continue
        yield line


def _erasure(line: str) -> Erasure:
    said = json.loads(line)
    try:
        return Erasure(
            said["token"],
            tuple(Shelf(shelf) for shelf in said["shelves"]),
            datetime.fromisoformat(said["erased_at"]),
            bool(said["is_whole"]),
        )
    except (ValueError, KeyError, TypeError):
        raise UnknownErasure(
            "The ledger of erasures names some that this version of the program does not "
            "understand; use a newer one."
        ) from None


def is_erased(token: str, shelf: Shelf) -> bool:
    """Whether somebody's shelf was erased; asked only where no key is found."""
    return any(token == each.token and shelf in each.shelves for each in erasures())
