"""Anchors: signed statements of how far a chain had come, kept where the database is not.

One file for each chain and year, a line of JSON for each anchor, only ever added to.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mutualaid.core.refusal import Refused

OWNER_ONLY, OWNER_ONLY_DIRECTORY = 0o600, 0o700
_TYPES = {"chain": int, "sequence": int, "lines": int}


@dataclass(frozen=True, slots=True)
class Anchor:
    """That line `sequence` of the chain had this digest then, as one of so many lines."""

    chain: int
    sequence: int
    digest: str
    lines: int
    anchored_at: str
    key_id: str
    signature: str = ""

    def said(self) -> dict[str, Any]:
        """All but the signature, which covers it."""
        return {
            name: value for name, value in asdict(self).items() if name != "signature"
        }

    @property
    def day(self) -> str:
        """The date it was made on, as the file has it."""
        return self.anchored_at[:10]


def add_anchor(anchor: Anchor, directory: Path) -> Path:
    """Add it to the file of its chain and year; on return it is on the disk."""
    path = directory / f"chain-{anchor.chain}-{anchor.anchored_at[:4]}.jsonl"
    text = json.dumps(asdict(anchor)) + "\n"
    try:
        directory.mkdir(mode=OWNER_ONLY_DIRECTORY, parents=True, exist_ok=True)
        _append(path, text)
        _sync(directory)
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise Refused(f"MUTUALAID_ANCHORS is {directory}: {why}.") from error
    return path


def _append(path: Path, text: str) -> None:
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, OWNER_ONLY)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            # An earlier line was cut short; it must not take this one with it.
            text = "\n" + text
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync(directory: Path) -> None:
    """A new file is only there after a power cut if its directory was written too."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_anchors(directory: Path) -> Iterator[tuple[str, Anchor | None]]:
    """Every line of every file, with where it stands; None for one that cannot be read."""
    for path in sorted(directory.glob("chain-*.jsonl")):
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path.name} line {number}", _read(line)


def _read(line: str) -> Anchor | None:
    try:
        told = json.loads(line)
        anchor = Anchor(**told)
    except (ValueError, TypeError, RecursionError):
        return None
    fits = all(
        type(value) is _TYPES.get(name, str) for name, value in asdict(anchor).items()
    )
    return anchor if fits else None
