"""Files in the age format, sealed for one recipient as they are written, never whole in memory."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyrage
from pyrage import x25519

from mutualaid.core.refusal import Refused

from .places import PARTIAL, sync_directory

WRONG_KEY = "No matching keys found"


class _Reader:
    """The file that pyrage reads from: pieces of bytes, one after the other."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._left = memoryview(b"")
        # pyrage tells of an error by its words only; who sealed wants to know which it was.
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        piece, self._left = self._left[:size], self._left[size:]
        return bytes(piece)


class _Writer:
    """The file that pyrage writes to."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.error: BaseException | None = None

    def write(self, piece: bytes) -> int:
        try:
            return int(self._file.write(piece))
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._file.flush()


def seal_file(target: Path, pieces: Iterable[bytes], recipient: str) -> int:
    """Seal the pieces into a file, which is there whole or not at all; how many bytes it has.

    Raises Refused where the disk does not take it.
    """
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PARTIAL}")
    try:
        size = _seal(fresh, pieces, recipient)
        os.replace(fresh, target)
        sync_directory(target.parent)
    except OSError as error:
        why = (error.strerror or "the disk does not take it").lower()
        raise Refused(
            f"{target.parent}: {why}. No backup was made of it; earlier ones are as they were."
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
    return size


def _seal(fresh: Path, pieces: Iterable[bytes], recipient: str) -> int:
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb", buffering=1 << 20) as file:
        reader, writer = _Reader(pieces), _Writer(file)
        try:
            pyrage.encrypt_io(reader, writer, [x25519.Recipient.from_str(recipient)])
        except pyrage.EncryptError as error:
            raise (reader.error or writer.error or error) from None
        file.flush()
        os.fsync(handle)
        return os.fstat(handle).st_size


def open_file(archive: Path, target: Path, identity: str) -> None:
    """Write what an archive holds, checked to its last byte. Raises Refused, and leaves nothing."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb", buffering=1 << 20) as file:
        writer = _Writer(file)
        try:
            with archive.open("rb") as sealed:
                pyrage.decrypt_io(sealed, writer, [x25519.Identity.from_str(identity)])
            file.flush()
        except (pyrage.DecryptError, OSError) as error:
            target.unlink()
            raise Refused(_why_closed(archive, writer.error or error)) from error


def _why_closed(archive: Path, error: BaseException) -> str:
    if isinstance(error, pyrage.DecryptError) and WRONG_KEY in str(error):
        return (
            f"{archive.name} was sealed for another key than the one given. "
            "Nothing was changed."
        )
    if isinstance(error, OSError) and error.errno:
        why = (error.strerror or "the disk failed").lower()
        return f"{archive.name} could not be opened: {why}. Nothing was changed."
    return (
        f"{archive.name} is damaged or cut short, or no backup at all. "
        "Nothing was changed; take the one before."
    )
