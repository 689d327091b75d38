"""Taking a backup: the database first, the keys after it.

A key too many opens nothing; a row without its key would be lost. The ledger of erasures comes
last, so that whoever is erased meanwhile stays erased wherever the copy is restored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.privacy.ledger import ledger_file

from .age_files import seal_file
from .copying import copy_database
from .host_key import recipient
from .key_archive import LEDGER, write_key_archive
from .manifest import Database, Holds, Manifest
from .packing import MANIFEST, Packer, compressed
from .places import (
    archives,
    data_name,
    keys_name,
    made_backup_dir,
    only_one,
    place_name,
    refuse_without_space,
    staging,
    sweep,
    taken_at,
)
from .postgresql.archived_log import forget_log_before
from .postgresql.base import copy_cluster
from .postgresql.laying_out import CLUSTER
from .rotation import Kept, staying
from .standing import Taken, is_half_restored, note_taken
from .table_sums import Progress, TableSum, silently, sqlite_sums

DATABASE, FILES, ANCHORS = "database.sqlite3", "files", "anchors"


@dataclass(frozen=True, slots=True)
class Copied:
    """The database as it was copied into the staging directory, and what was counted in it."""

    kind: Database
    tables: dict[str, TableSum]
    restore_point: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The two archives of one backup."""

    data: Path
    keys: Path
    bytes: int
    copied: Copied
    at: datetime


def take_backup(*, to: Path | None = None, progress: Progress = silently) -> Taken:
    """Write both archives, and let those go that are past their time. Raises Refused.

    The archive of data is there whole or not at all, and so is that of keys.
    """
    _refuse_half_restored()
    recipient()
    place = made_backup_dir(to)
    with only_one("backup"):
        sweep(place)
        written = write_archives(place, progress)
        _rotate(place)
        taken = _taken(written)
        note_taken(taken)
    return taken


def write_archives(place: Path, progress: Progress) -> Written:
    """Copy, count and seal: the data, then the keys."""
    sealed_for, now, name = recipient(), clock.now(), place_name()
    data = place / data_name(name, now)
    with staging() as staged:
        refuse_without_space(staged, _database_size())
        copied = copy_into(staged, now, progress)
        refuse_without_space(place, _size_of(staged) // 2)
        progress("Sealing", 0, 1)
        size = seal_file(
            data, compressed(_pieces(staged, copied, name, now)), sealed_for
        )
        progress("Sealing", 1, 1)
    return Written(data, write_key_archive(place, name), size, copied, now)


def _taken(written: Written) -> Taken:
    tables = written.copied.tables
    return Taken(
        data=str(written.data),
        keys=str(written.keys),
        taken_at=written.at.isoformat(timespec="seconds"),
        bytes=written.bytes,
        rows=sum(each.rows for each in tables.values()),
        tables=len(tables),
        database=written.copied.kind,
    )


def copy_into(staged: Path, now: datetime, progress: Progress) -> Copied:
    """The database, unsealed, beside the one that is in use."""
    if connection.vendor == "postgresql":
        tables, point = copy_cluster(staged / CLUSTER, now, progress)
        return Copied(Database.POSTGRESQL, tables, point)
    file = staged / DATABASE
    copy_database(_database_file(), file, progress)
    return Copied(Database.SQLITE, sqlite_sums(file, progress=progress))


def _database_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _database_size() -> int:
    if connection.vendor == "sqlite":
        return sum(_size(file) for file in _database_file().parent.glob("*.sqlite3*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _size_of(staged: Path) -> int:
    """The copy, and the files that go with it."""
    kept = Path(settings.FILES_DIR)
    files = [*staged.rglob("*"), *(kept.rglob("*") if kept.is_dir() else ())]
    return sum(map(_size, files))


def _pieces(staged: Path, copied: Copied, name: str, now: datetime) -> Iterator[bytes]:
    packer = Packer()
    if copied.kind is Database.SQLITE:
        yield from packer.file(DATABASE, staged / DATABASE)
    yield from packer.folder(CLUSTER, staged / CLUSTER)
    # Files after rows: a file without a row is tidied away, a row without its file is not.
    yield from packer.folder(FILES, Path(settings.FILES_DIR))
    yield from packer.folder(ANCHORS, Path(settings.ANCHORS_DIR))
    yield from packer.file(LEDGER, ledger_file())
    said = Manifest(
        holds=Holds.DATA,
        place=name,
        made_at=now.isoformat(timespec="seconds"),
        files=dict(packer.sums),
        database=copied.kind,
        migrations=_migrations(),
        tables=copied.tables,
        restore_point=copied.restore_point,
    )
    yield from packer.words(MANIFEST, said.as_bytes())
    yield from packer.end()


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _rotate(place: Path) -> None:
    found = archives(place)
    times = {file: at for file in found if (at := taken_at(file))}
    stays = staying(times.values(), Kept(*settings.BACKUPS_KEPT))
    for file, at in times.items():
        if at not in stays:
            file.unlink(missing_ok=True)
    # Each archive of data holds the log it needs; the rest is for the days of the nearest ones.
    newest = sorted(times.values(), reverse=True)[: settings.BACKUPS_KEPT[0]]
    forget_log_before(place, min(newest))


def refresh_keys(*, to: Path | None = None) -> Path | None:
    """Put a new archive of keys where backups are; None where none was taken yet."""
    if to is None and settings.BACKUPS_DIR is None:
        return None
    place, name = made_backup_dir(to), place_name()
    return write_key_archive(place, name) if archives(place) else None


def keys_are_behind() -> bool:
    """Whether somebody was erased since the archive of keys was written."""
    if settings.BACKUPS_DIR is None or not ledger_file().is_file():
        return False
    keys = Path(settings.BACKUPS_DIR) / keys_name(place_name())
    return keys.is_file() and keys.stat().st_mtime < ledger_file().stat().st_mtime


def _refuse_half_restored() -> None:
    if is_half_restored():
        raise Refused(
            "A restore was begun here and has not ended, so no backup was taken; "
            "`mutualaid restore --finish` ends it."
        )
