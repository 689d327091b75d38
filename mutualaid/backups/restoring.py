"""Putting a backup where an installation was: opened and checked beside it, then moved in.

A mark says that a restore is not finished, from before the first file moves until the ledger
was replayed; nothing is served while it is there.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from mutualaid.core.refusal import Refused
from mutualaid.privacy.ledger import FILE_NAME as LEDGER_NAME
from mutualaid.privacy.ledger import UnknownErasure, erasures, whole_lines
from mutualaid.privacy.rotating import replace_file
from mutualaid.privacy.vault import FILE_NAME as VAULT_NAME

from .key_archive import KEYS, LEDGER, VAULT
from .manifest import Database, Holds
from .opening import Opened, open_archive
from .places import staging, stamp, sync_directory
from .postgresql.laying_out import Stop, lay_out, recovery, refuse_used
from .standing import UNFINISHED_FILE
from .taking import ANCHORS, DATABASE, FILES

DATABASE_NAME = "mutualaid.sqlite3"
REPLACED = "replaced-by-restore"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation keeps what is restored."""

    data: Path
    vault: Path
    anchors: Path

    @classmethod
    def at(cls, directory: Path) -> "Place":
        """Everything in one directory, as without settings."""
        return cls(directory, directory / "vault", directory / "anchors")

    @classmethod
    def of_settings(cls) -> "Place":
        return cls(
            Path(settings.DATA_DIR),
            Path(settings.VAULT_DIR),
            Path(settings.ANCHORS_DIR),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The archives, the key that opens them, and a ledger that is newer than theirs."""

    data: Path
    keys: Path
    identity: str
    ledger: Path | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """Where PostgreSQL's data go, what it runs for each file of its log, and where it stops."""

    directory: Path
    fetching: str = ""
    stop: Stop = Stop.COUNTED
    until: datetime | None = None


def restore(
    source: Source,
    place: Place,
    *,
    replace: bool = False,
    server: Server | None = None,
) -> Opened:
    """Move a backup in; finishing.finish does the rest. Raises Refused, and then nothing moved."""
    _refuse_full(place, replace)
    if server:
        refuse_used(server.directory)
    with _made(place.data), staging(place.data) as staged:
        data, keys = opened_pair(source, staged)
        _refuse_unfit(data, server)
        ledger = merged_ledger(_ledgers(source, place, data, keys))
        _mark(place, data, counted=server is None or server.stop is Stop.COUNTED)
        if replace:
            _put_aside(place)
        if server:
            told = recovery(data, server.stop, server.until, server.fetching)
            lay_out(data, server.directory, told)
        move_in(place, data, keys, ledger)
    return data


@contextmanager
def _made(directory: Path) -> Iterator[None]:
    """The directory, which a refusal takes away again if it was not there."""
    was_there = directory.exists()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except Refused:
        if not was_there and not any(directory.iterdir()):
            directory.rmdir()
        raise


def _refuse_unfit(data: Opened, server: Server | None) -> None:
    is_server = data.manifest.database is Database.POSTGRESQL
    if is_server and server is None:
        raise Refused(
            "That is a backup of PostgreSQL; name an empty directory for its data with "
            "--postgresql-data. Nothing was changed."
        )
    if server and not is_server:
        raise Refused(
            "That is a backup of SQLite, which needs no --postgresql-data. Nothing was changed."
        )


def opened_pair(source: Source, staged: Path) -> tuple[Opened, Opened]:
    """Both archives, checked."""
    identity = source.identity
    data = open_archive(
        source.data, staged / "data", identity=identity, holds=Holds.DATA
    )
    keys = open_archive(
        source.keys, staged / "keys", identity=identity, holds=Holds.KEYS
    )
    if keys.manifest.made_at < data.manifest.made_at:
        raise Refused(
            "The archive of keys is older than that of the data, and would not open what was "
            "written in between. Take the keys that lie beside the newest backup. Nothing was "
            "changed."
        )
    return data, keys


def _refuse_full(place: Place, replace: bool) -> None:
    here = [place.data / DATABASE_NAME, place.data / FILES, place.vault]
    full = place.data.is_dir() and any(place.data.iterdir())
    if replace or not (full and any(each.exists() for each in here)):
        if full and not replace and not _is_ours_to_fill(place):
            raise Refused(_not_empty(place.data))
        return
    raise Refused(_not_empty(place.data))


def _is_ours_to_fill(place: Place) -> bool:
    """What a set-up makes before there is anything to lose."""
    harmless = {
        "static",
        "backup-recipient",
        "backup-key-confirmed",
        "drills",
        "anchors",
    }
    found = {
        each.name for each in place.data.iterdir() if not each.name.endswith(".lock")
    }
    return found <= harmless


def _not_empty(directory: Path) -> str:
    return (
        f"{directory} is not empty. Restore into an empty directory with --to, or say --replace "
        "to put this backup in the place of what is there. Nothing was changed."
    )


def _ledgers(
    source: Source, place: Place, data: Opened, keys: Opened
) -> Iterator[Path]:
    """Wherever it may be written who was erased, the place itself among it."""
    yield data.directory / LEDGER
    yield keys.directory / LEDGER
    yield place.vault / LEDGER_NAME
    if source.ledger:
        if not source.ledger.is_file():
            raise Refused(
                f"{source.ledger}: there is no such file. Nothing was changed."
            )
        yield source.ledger


def merged_ledger(files: Iterable[Path]) -> str:
    """Every erasure that any of them knows, the oldest first, each once, as it was written.

    Raises Refused for one that this version does not understand: it would be passed over.
    """
    lines = {line for file in files for line in _lines(file)}
    ordered = sorted(lines, key=lambda line: str(json.loads(line).get("erased_at")))
    return "".join(f"{line}\n" for line in ordered)


def _lines(file: Path) -> Iterator[str]:
    """Those that a crash has not cut off."""
    try:
        list(erasures(file))
    except UnknownErasure as unknown:
        raise Refused(f"{unknown.sentence} Nothing was changed.") from None
    yield from whole_lines(file)


def _mark(place: Place, data: Opened, *, counted: bool) -> None:
    """Say what is being restored, for finishing it and for whoever finds it half done."""
    tables = data.manifest.tables if counted else {}
    said = {
        "restored_at": stamp(),
        "made_at": data.manifest.made_at,
        "tables": {name: asdict(each) for name, each in tables.items()},
    }
    replace_file(place.data / UNFINISHED_FILE, json.dumps(said))
    sync_directory(place.data)


def _put_aside(place: Place) -> None:
    """Until the restore is finished; nothing is lost that was there if it cannot be."""
    aside = place.data / REPLACED
    aside.mkdir(mode=0o700, exist_ok=True)
    for path in [
        *place.data.glob(f"{DATABASE_NAME}*"),
        place.data / FILES,
        *place.vault.glob("*"),
    ]:
        if path.exists() and not (aside / path.name).exists():
            shutil.move(path, aside / path.name)


def move_in(place: Place, data: Opened, keys: Opened, ledger: str) -> None:
    """Keys and ledger first: without them nothing of the rest may be read."""
    place.vault.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (keys.directory / VAULT).exists():
        shutil.move(keys.directory / VAULT, place.vault / VAULT_NAME)
    replace_file(place.vault / LEDGER_NAME, ledger)
    for file in sorted((keys.directory / KEYS).glob("*")):
        os.replace(file, place.data / file.name)
    _add_anchors(data.directory / ANCHORS, place.anchors)
    for source, target in (
        (data.directory / FILES, place.data / FILES),
        (data.directory / DATABASE, place.data / DATABASE_NAME),
    ):
        if source.exists():
            os.replace(source, target)
    sync_directory(place.data)


def _add_anchors(source: Path, target: Path) -> None:
    """Anchors that are there stay: they may know of lines that this backup does not."""
    for file in sorted(source.glob("*")) if source.is_dir() else ():
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (target / file.name).exists():
            shutil.copyfile(file, target / file.name)
            (target / file.name).chmod(0o600)
