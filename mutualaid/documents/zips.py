"""What a packed file holds, told from its directory without unpacking it.

Word, Excel and OpenDocument files are ZIP archives. Whatever else is one is no document, and
neither is one that runs something, or that unpacks to more than anybody would have written.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .models import FileKind

START = b"PK\x03\x04"
MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 200_000_000  # bytes
MOST_TIMES = 200  # larger than packed, beyond the first ten million bytes
LARGEST_TABLE = 1_000_000  # bytes of the list of contents, and of what says the kind

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LARGER_FORM = b"PK\x06\x07"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OFFICE_KINDS = {
    f"{_OFFICE}wordprocessingml.document.main+xml": FileKind.WORD,
    f"{_OFFICE}spreadsheetml.sheet.main+xml": FileKind.WORKBOOK,
}
_OPEN_KINDS = {
    b"application/vnd.oasis.opendocument.text": FileKind.TEXT_DOCUMENT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.SPREADSHEET,
}
_RUNS_BY_TYPE = ("macroenabled", "vbaproject", "activex", "oleobject")
_RUNS_BY_NAME = ("basic/", "scripts/", "vbaproject", "vbadata", "activex", "oleobject")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    DefusedXmlException,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


class RunsSomething(Exception):
    """A document with macros, or with something else inside that a program would start."""


def ends_as_archive(tail: bytes) -> bool:
    """Whether a reader of archives would find one, from the file's last 65,557 bytes."""
    return any(True for _ in _ends(tail))


def _ends(tail: bytes) -> Iterator[int]:
    """Where an end of an archive stands whose comment reaches to the end of the file."""
    at = tail.rfind(_END_MARK)
    while at >= 0:
        if len(tail) - at >= _END.size:
            comment = _END.unpack_from(tail, at)[-1]
            if at + _END.size + comment == len(tail):
                yield at
        at = tail.rfind(_END_MARK, 0, at)


def kind_of_archive(file: BinaryIO, size: int, tail: bytes) -> FileKind | None:
    """The document that it is; None for any other archive. Raises RunsSomething."""
    if not _can_be_opened(tail):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            return _kind(archive, size)
    except _BROKEN:
        return None


def _can_be_opened(tail: bytes) -> bool:
    """Short enough a list of contents that reading it costs little; checked before it is read."""
    if next(_ends(tail), None) != len(tail) - _END.size:
        return False
    *_, listed, _, _ = _END.unpack_from(tail, len(tail) - _END.size)
    return listed <= LARGEST_TABLE and _LARGER_FORM not in tail[-64:]


def _kind(archive: zipfile.ZipFile, size: int) -> FileKind | None:
    entries = archive.infolist()
    names = [each.filename.lower() for each in entries]
    if not _is_sound(entries, size) or len(set(names)) < len(names):
        return None
    if any(mark in name for name in names for mark in _RUNS_BY_NAME):
        raise RunsSomething
    if entries[0].filename == "mimetype":
        return _OPEN_KINDS.get(_part(archive, "mimetype"))
    return _office_kind(fromstring(_part(archive, "[Content_Types].xml")), names)


def _is_sound(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """Neither a bomb, nor parts that lie on top of each other, nor paths that lead elsewhere."""
    if not 0 < len(entries) <= MOST_ENTRIES or entries[0].header_offset:
        return False
    unpacked = sum(each.file_size for each in entries)
    allowed = min(LARGEST_UNPACKED, 10_000_000 + MOST_TIMES * size)
    packed = sum(each.compress_size for each in entries)
    leads_out = any(
        each.filename.startswith("/") or ".." in each.filename.split("/")
        for each in entries
    )
    return unpacked <= allowed and packed <= size and not leads_out


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        found = part.read(LARGEST_TABLE + 1)
    return found if len(found) <= LARGEST_TABLE else b""


def _office_kind(types: Element, names: list[str]) -> FileKind | None:
    told = [str(each.get("ContentType", "")).lower() for each in types]
    if any(mark in each for each in told for mark in _RUNS_BY_TYPE):
        raise RunsSomething
    kinds = {_OFFICE_KINDS[each] for each in told if each in _OFFICE_KINDS}
    return kinds.pop() if len(kinds) == 1 else None
