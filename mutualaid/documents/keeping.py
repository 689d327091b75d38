"""Keeping files and letting them go: the row and the bytes stand or fall together."""

import hashlib
import os
import secrets
import weakref
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area

from .models import FileKind, StoredFile
from .names import safe_name
from .places import folder_of, path_of
from .sniffing import RunsSomething, kind_of

LARGEST = 20_000_000  # bytes
PIECE = 65_536
ORPHANED_AFTER = timedelta(days=1)


class NewBytes:
    """Bytes of a row that may still be undone.

    Unless `settle` is called they go with this object. It is handed to the transaction, which
    calls that when it commits and forgets it when it rolls back.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._going = weakref.finalize(self, path.unlink, missing_ok=True)

    def settle(self) -> None:
        self._going.detach()

    def remove(self) -> None:
        self._going()


@transaction.atomic
def keep_file(*, area: Area, upload: UploadedFile, by: Actor) -> StoredFile:
    """Look at a file and keep it. Raises Refused, with nothing left behind."""
    folder = folder_of(area.pk)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = NewBytes(folder / secrets.token_hex(16))
    try:
        size, digest = _written(upload, new.path)
        kind = _kind_of(new.path, size)
        file = StoredFile.objects.create(
            area=area,
            name=safe_name(upload.name or "", kind),
            kind=kind,
            size=size,
            sha256=digest,
            kept_as=new.path.name,
            kept_at=clock.now(),
        )
        _log("keep_file", file, by)
    except BaseException:
        new.remove()
        raise
    transaction.on_commit(new.settle)
    return file


@transaction.atomic
def remove_file(*, file: StoredFile, by: Actor) -> None:
    """Let a file go that nothing shows any more; its bytes go once that is certain."""
    path = path_of(file)
    StoredFile.objects.filter(pk=file.pk).delete()
    _log("remove_file", file, by)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def drop_orphans(*, area_id: int) -> int:
    """Delete bytes that no row speaks of: left by a machine that stopped half-way."""
    known = set(
        StoredFile.objects.filter(area=area_id).values_list("kept_as", flat=True)
    )
    orphans = [each for each in _old_files(area_id) if each.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _old_files(area_id: int) -> Iterator[Path]:
    folder = folder_of(area_id)
    latest = (clock.now() - ORPHANED_AFTER).timestamp()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < latest:
            yield path


def _written(upload: UploadedFile, path: Path) -> tuple[int, str]:
    """How many bytes arrived, and their digest; reads no further than what is kept."""
    size, digest = 0, hashlib.sha256()
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
    ) as file:
        for piece in upload.chunks(PIECE):
            size += len(piece)
            if size > LARGEST:
                raise Refused(_refusal(gettext("This file is larger than 20 MB.")))
            digest.update(piece)
            file.write(piece)
        file.flush()
        # The row must never outlive a loss of power that the bytes did not.
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _kind_of(path: Path, size: int) -> FileKind:
    if not size:
        raise Refused(_refusal(gettext("This file is empty.")))
    try:
        with path.open("rb") as file:
            kind = kind_of(file, size)
    except RunsSomething:
        why = gettext("This file has macros, or something else in it that would run.")
        raise Refused(_refusal(why)) from None
    if kind is None:
        raise Refused(_refusal(gettext("This file is of a kind that is not kept.")))
    return kind


def _refusal(why: str) -> str:
    kept = gettext(
        "What can be kept: PDF, pictures (PNG or JPEG), Word and Excel documents without "
        "macros, OpenDocument texts and spreadsheets, and plain text in UTF-8, up to 20 MB. "
        "Nothing else was lost."
    )
    return f"{why} {kept}"


def _log(act: str, file: StoredFile, by: Actor) -> None:
    record(
        act=f"documents.{act}",
        by=by,
        subject=f"stored-file:{file.reference}",
        detail={"kind_of_file": file.kind, "bytes": file.size},
        area_id=file.area_id,
    )
