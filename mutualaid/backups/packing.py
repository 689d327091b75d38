"""A stream of files: a tar archive, gzip, made and taken apart piece by piece.

`mutualaid restore` needs this module; `age --decrypt | tar xz` does as well.
"""

import hashlib
import os
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mutualaid.core.refusal import Refused

PIECE = 1 << 18
MANIFEST = "manifest.json"
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")


@dataclass(frozen=True, slots=True)
class Sum:
    """What a file was when it was packed."""

    size: int
    digest: str


class Packer:
    """Turns files into pieces of a tar archive and remembers what each one was."""

    def __init__(self) -> None:
        self.sums: dict[str, Sum] = {}

    def file(self, name: str, path: Path) -> Iterator[bytes]:
        """A file as long as it is now; nothing where it has gone meanwhile."""
        try:
            opened = path.open("rb")
        except FileNotFoundError:
            return
        with opened:
            size = os.fstat(opened.fileno()).st_size
            yield from self._member(name, size, _pieces_of(opened, size, name))

    def words(self, name: str, said: bytes) -> Iterator[bytes]:
        """A small file that is nowhere on the disk."""
        yield from self._member(name, len(said), [said])

    def folder(self, name: str, path: Path) -> Iterator[bytes]:
        """Every file below a folder, in the order of names."""
        for file in sorted(path.rglob("*")) if path.is_dir() else ():
            inside = file.relative_to(path).as_posix()
            if file.is_file() and not file.is_symlink() and _SAFE.fullmatch(inside):
                yield from self.file(f"{name}/{inside}", file)

    def end(self) -> Iterator[bytes]:
        yield bytes(2 * tarfile.BLOCKSIZE)

    def _member(self, name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        yield info.tobuf(tarfile.GNU_FORMAT)
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            yield piece
        yield bytes(-size % tarfile.BLOCKSIZE)
        self.sums[name] = Sum(size, digest.hexdigest())


def _pieces_of(opened: object, size: int, name: str) -> Iterator[bytes]:
    left = size
    while left:
        piece = opened.read(min(PIECE, left))  # type: ignore[attr-defined]
        if not piece:
            raise Refused(f"{name} became shorter while it was copied. Start again.")
        left -= len(piece)
        yield piece


def compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """gzip at its quickest: archives are many, and kept for a year."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    for piece in pieces:
        if made := packer.compress(piece):
            yield made
    yield packer.flush()


def unpack(packed: Path, target: Path) -> dict[str, Sum]:
    """Write every file of an archive below a folder; what each turned out to be."""
    sums = {}
    with tarfile.open(packed, "r:gz") as archive:
        for member in archive:
            if not member.isreg() or not _SAFE.fullmatch(member.name):
                raise Refused("The archive holds what no backup of ours holds.")
            sums[member.name] = _write(archive, member, target / member.name)
    return sums


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> Sum:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    digest, opened = hashlib.sha256(), archive.extractfile(member)
    with os.fdopen(handle, "wb") as file:
        while opened and (piece := opened.read(PIECE)):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(handle)
    return Sum(member.size, digest.hexdigest())
