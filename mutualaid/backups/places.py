"""Where backups lie, what they are called, and who may write there at a time."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area

OWNER_ONLY = 0o700
TIME = "%Y%m%dT%H%M%SZ"
PARTIAL = ".partial"
STAGING = ".backup-"
_DATA = re.compile(r"data-([a-z0-9-]+)-(\d{8}T\d{6}Z)\.age")


def backup_dir(chosen: Path | None = None) -> Path:
    """Where backups go. Raises Refused where nobody has said it."""
    place = chosen or settings.BACKUPS_DIR
    if place is None:
        raise Refused(
            "Nobody has said where backups go: set MUTUALAID_BACKUPS to a directory, best of "
            "another machine, or use --to."
        )
    return Path(place)


def made_backup_dir(chosen: Path | None = None) -> Path:
    """The same, made where it is missing. Raises Refused where it cannot be."""
    place = backup_dir(chosen)
    try:
        place.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or "it cannot be made").lower()
        raise Refused(f"Backups go to {place}: {why}. No backup was taken.") from error
    return place


def place_name() -> str:
    """What stands in file names: the area, where the installation has one only."""
    with within(INSTALLATION):
        slugs = list(Area.objects.order_by("pk").values_list("slug", flat=True)[:2])
    return slugs[0] if len(slugs) == 1 else "all-areas"


def data_name(name: str, at: datetime) -> str:
    return f"data-{name}-{at.astimezone(UTC):{TIME}}.age"


def keys_name(name: str) -> str:
    """Without a time: each takes the place of the one before."""
    return f"keys-{name}.age"


def taken_at(file: Path) -> datetime | None:
    """When an archive of data was taken, by its name; None for anything else."""
    found = _DATA.fullmatch(file.name)
    if not found:
        return None
    return datetime.strptime(found[2], TIME).replace(tzinfo=UTC)


def archives(place: Path) -> list[Path]:
    """Every archive of data, the newest first."""
    found = [(at, file) for file in place.glob("data-*.age") if (at := taken_at(file))]
    return [file for _, file in sorted(found, reverse=True)]


@contextmanager
def only_one(name: str, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock that the system lets go of with the process, however that ends."""
    file = Path(settings.DATA_DIR) / f"{name}.lock"
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    except BlockingIOError as error:
        raise Refused(
            "Another backup is being taken; wait until it is done."
        ) from error
    finally:
        os.close(handle)


@contextmanager
def staging(parent: Path | None = None) -> Iterator[Path]:
    """A directory for what is not sealed yet, beside what it is a copy of; gone afterwards."""
    made = Path(mkdtemp(prefix=STAGING, dir=parent or settings.DATA_DIR))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep(place: Path) -> None:
    """Remove what a backup that was cut off has left; call it under the lock."""
    for file in place.glob(f".*{PARTIAL}"):
        file.unlink(missing_ok=True)
    for left in Path(settings.DATA_DIR).glob(f"{STAGING}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            # The note of when a backup was taken, half written.
            left.unlink(missing_ok=True)


def refuse_without_space(place: Path, needed: int) -> None:
    """Raises Refused where so many bytes do not fit, before anything is written."""
    free = shutil.disk_usage(place).free
    if free < needed:
        raise Refused(
            f"There is too little space in {place}: {_megabytes(needed)} are needed and "
            f"{_megabytes(free)} are free. No backup was taken; earlier ones are as they were."
        )


def _megabytes(size: int) -> str:
    return f"{max(size // 1_000_000, 1):,} MB"


def sync_directory(directory: Path) -> None:
    """A new name is only there after a power cut if its directory was written too."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stamp() -> str:
    return clock.now().isoformat(timespec="seconds")
