"""The archived log: each segment sealed as it is done, and opened again by a restore."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from mutualaid.backups.age_files import open_file, seal_file
from mutualaid.backups.packing import PIECE
from mutualaid.backups.places import sync_directory
from mutualaid.core.refusal import Refused

FOLDER = "wal"
_NAME = re.compile(
    r"[0-9A-F]{8}\.history|[0-9A-F]{24}(\.[0-9A-F]{8}\.backup|\.partial)?"
)


def keep_segment(segment: Path, place: Path, recipient: str) -> None:
    """Seal one file of the log; one that is there already stays. Raises Refused."""
    _refuse_other_names(segment.name)
    folder = place / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target, told = folder / f"{segment.name}.age", folder / f"{segment.name}.sha256"
    digest = _digest(segment)
    if target.exists():
        if told.is_file() and told.read_text().strip() == digest:
            return
        raise Refused(
            f"{segment.name} is archived already, with other content. Two servers must not "
            "archive into one place."
        )
    # Before the segment: without it one that was archived twice would be refused.
    told.write_text(digest)
    seal_file(target, _pieces(segment), recipient)


def fetch_segment(name: str, target: Path, folder: Path, identity: str) -> bool:
    """Open one file of the log where the server asks for it; False where there is none."""
    _refuse_other_names(name)
    sealed = folder / f"{name}.age"
    if not sealed.is_file():
        return False
    fresh = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    open_file(sealed, fresh, identity)
    os.replace(fresh, target)
    sync_directory(target.parent)
    return True


def forget_log_before(place: Path, at: datetime) -> int:
    """Let segments go that no copy needs which is kept for its day; how many went."""
    old = [
        file
        for file in (place / FOLDER).glob("*.age")
        if file.stat().st_mtime < at.timestamp()
        and not file.name.endswith(".history.age")
    ]
    for file in old:
        file.unlink(missing_ok=True)
        file.with_suffix(".sha256").unlink(missing_ok=True)
    return len(old)


def _refuse_other_names(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Refused(f"{name} is no file of PostgreSQL's log.")


def _digest(segment: Path) -> str:
    try:
        with segment.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        why = (error.strerror or "the disk failed").lower()
        raise Refused(f"{segment}: {why}.") from error


def _pieces(segment: Path) -> Iterator[bytes]:
    with segment.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
