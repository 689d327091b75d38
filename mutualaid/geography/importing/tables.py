"""Published lists as files: a table, a folder of tables or a zip of them, read as a stream."""

import csv
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from mutualaid.core.refusal import Refused

# OS Open Names, the most scattered list, has about 820 tables; the largest, an ONS Postcode
# Directory with both its copies of the table, unpacks to about 2.5 GB.
MOST_ENTRIES = 5_000
MOST_UNPACKED_BYTES = 6_000_000_000

_CHUNK = 1 << 20
_LONGEST_HEADING = 1 << 16  # of a first line; a file without line ends is no table
_MACINTOSH_LITTER = "__MACOSX"
_DELIMITERS = ",\t;|"

# What a damaged, encrypted or oddly packed archive makes the standard library raise.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)

# A row that the csv module cannot read, told apart from one that is empty.
UNREADABLE: list[str] = ["\0 unreadable"]

# Told (what is being done, bytes done, bytes in all) as the work goes on.
Progress = Callable[[str, int, int], None]


def in_silence(_what: str, _done: int, _total: int) -> None:
    """Progress for those who do not watch."""


@contextmanager
def _refusing_damage(file: str) -> Iterator[None]:
    """Turn what a broken file makes the standard library raise into one sentence."""
    try:
        yield
    except _DAMAGE as damage:
        raise Refused(
            f"{file} is damaged, encrypted or packed in a way that is not known here."
        ) from damage
    except OSError as error:
        raise Refused(
            f"{file} could not be read: {error.strerror or 'the disk failed'}."
        ) from error


@dataclass(frozen=True, slots=True)
class Table:
    """One table of text; `file` is what the person named, `name` the table's own."""

    file: str
    name: str
    size: int
    open_bytes: Callable[[], BinaryIO]

    @property
    def in_parts_folder(self) -> bool:
        """Is it one of the parts that ONS packs beside the whole?"""
        return "multi_csv" in PurePosixPath(self.name.lower()).parts

    def first_row(self) -> list[str]:
        """The heading, or the first record where there is none."""
        with self.opened() as stream:
            return next(stream.rows(), [])

    @contextmanager
    def opened(self) -> "Iterator[OpenTable]":
        """The table for reading, from its beginning."""
        with _refusing_damage(self.file):
            stream = self.open_bytes()
        with stream:
            yield OpenTable(self.file, stream)

    def chunks(self) -> Iterator[bytes]:
        """All its bytes; Refused where they are damaged."""
        with _refusing_damage(self.file), self.open_bytes() as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk


class OpenTable:
    """A table being read, which knows how far it has come."""

    def __init__(self, file: str, stream: BinaryIO) -> None:
        self._file = file
        self._stream = stream
        # Letters that are not UTF-8 survive as surrogates, for `repaired` to put right.
        self._lines = TextIOWrapper(
            stream, encoding="utf-8-sig", errors="surrogateescape", newline=""
        )

    def tell(self) -> int:
        """Bytes taken from the file so far, some of them not yet given out as rows."""
        return self._stream.tell()

    def rows(self) -> Iterator[list[str]]:
        """Rows that are not empty; `UNREADABLE` for each that the csv module cannot read."""
        with _refusing_damage(self._file):
            first = self._lines.readline(_LONGEST_HEADING)
        if len(first) == _LONGEST_HEADING:
            return
        delimiter = max(_DELIMITERS, key=first.count)
        lines = chain([first], self._lines)
        if delimiter == "\t":  # where quotation marks are letters like any other
            reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        else:
            reader = csv.reader(lines, delimiter=delimiter)
        yield from self._each(reader)

    def _each(self, reader: Iterator[list[str]]) -> Iterator[list[str]]:
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                row = UNREADABLE
            except (*_DAMAGE, OSError) as error:
                with _refusing_damage(self._file):
                    raise error
            if row:
                yield row


def repaired(text: str) -> str:
    """A name from a table that was saved by Windows in its own alphabet, not in UTF-8."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return text


@contextmanager
def opened_tables(path: Path, suffixes: Collection[str]) -> Iterator[list[Table]]:
    """The tables of a file, a folder or a zip, in order of their names.

    Raises Refused, here or while they are read, where the file is missing or damaged.
    """
    with ExitStack() as stack:
        with _refusing_damage(path.name):
            tables = _tables(path, suffixes, stack)
        yield tables


def _tables(path: Path, suffixes: Collection[str], stack: ExitStack) -> list[Table]:
    if path.is_dir():
        return _tables_in_folder(path, suffixes)
    if not path.is_file():
        raise Refused(f"{path.name}: there is no such file or folder.")
    if not zipfile.is_zipfile(path):
        return [Table(path.name, path.name, path.stat().st_size, _opener(path))]
    return _tables_in_zip(path, stack.enter_context(zipfile.ZipFile(path)), suffixes)


def _tables_in_folder(path: Path, suffixes: Collection[str]) -> list[Table]:
    files = sorted(
        file
        for file in path.rglob("*")
        if _is_table(file.relative_to(path).as_posix(), suffixes) and file.is_file()
    )
    _refuse_excess(path, len(files), sum(file.stat().st_size for file in files))
    return [
        Table(
            path.name,
            file.relative_to(path).as_posix(),
            file.stat().st_size,
            _opener(file),
        )
        for file in files
    ]


def _opener(file: Path) -> Callable[[], BinaryIO]:
    return lambda: file.open("rb")


def _tables_in_zip(
    path: Path, archive: zipfile.ZipFile, suffixes: Collection[str]
) -> list[Table]:
    entries = sorted(
        (
            entry
            for entry in archive.infolist()
            if not entry.is_dir() and _is_table(entry.filename, suffixes)
        ),
        key=lambda entry: entry.filename,
    )
    # The sizes an archive declares may lie, but zipfile never unpacks more than declared.
    _refuse_excess(
        path, len(archive.infolist()), sum(entry.file_size for entry in entries)
    )
    return [
        Table(path.name, entry.filename, entry.file_size, _unpacker(archive, entry))
        for entry in entries
    ]


def _unpacker(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo
) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, archive.open(entry))


def _is_table(name: str, suffixes: Collection[str]) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == _MACINTOSH_LITTER for part in parts)
    return not hidden and PurePosixPath(name).suffix.lower() in suffixes


def _refuse_excess(path: Path, entries: int, unpacked: int) -> None:
    if entries > MOST_ENTRIES:
        raise Refused(
            f"{path.name} holds {entries:,} files; at most {MOST_ENTRIES:,} are read."
        )
    if unpacked > MOST_UNPACKED_BYTES:
        raise Refused(
            f"{path.name} unpacks to {unpacked / 1e9:.1f} GB; "
            f"at most {MOST_UNPACKED_BYTES / 1e9:.0f} GB are read."
        )


def digest_of(tables: Collection[Table], progress: Progress = in_silence) -> str:
    """SHA-256 of everything in the tables, whatever their names and packing.

    Reading it all once also finds damage before anything has been changed.
    """
    digest = hashlib.sha256()
    total = sum(table.size for table in tables)
    done = 0
    for table in tables:
        digest.update(f"{table.size}:".encode())
        for chunk in table.chunks():
            digest.update(chunk)
            done += len(chunk)
            progress("Checking", done, total)
    return digest.hexdigest()
