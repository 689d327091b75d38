"""The parts of a workbook: a zip of XML whose sizes are looked at before anything is opened.

openpyxl knows the number formats and dates of Excel, and is asked for those. Its own reading
keeps every element it meets, which a few kilobytes of zip could make gigabytes of; here each is
let go of as soon as it is read.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .records import FormatError

LARGEST_WORKBOOK = 40_000_000  # bytes, all parts unpacked
HIGHEST_RATIO = 200  # unpacked to packed; sheets of real lists come to twenty
MOST_PARTS = 1_000
_LARGEST_SMALL_PART = 1_000_000  # bytes; what only describes the sheets
_MOST_ELEMENTS = 3_000_000  # two for a cell; all may have to be held at once
_DEEPEST = 50
_SMALL_ENOUGH = 1_000_000  # bytes; below this no ratio matters
_DAMAGED = (
    zipfile.BadZipFile, ParseError, DefusedXmlException, EOFError, LookupError,
    NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip


class Parts:
    """An opened workbook, asked for its parts by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {info.filename.lstrip("/"): info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def elements(self, name: str) -> Iterator[Element]:
        """The elements of a small part, each as it ends."""
        if self._names[name].file_size > _LARGEST_SMALL_PART:
            raise FormatError(
                "The workbook describes its sheets at too great a length."
            )
        with self.opened(name) as source:
            for _, element in iterparse(source, forbid_dtd=True):
                yield element

    def events(self, name: str) -> Iterator[tuple[str, Element]]:
        """The elements of a large part as they start and end; whoever reads them clears them."""
        count = depth = 0
        with self.opened(name) as source:
            events = iterparse(source, events=("start", "end"), forbid_dtd=True)
            for event, element in events:
                depth += 1 if event == "start" else -1
                count += event == "start"
                if count > _MOST_ELEMENTS or depth > _DEEPEST:
                    raise FormatError("The workbook has more in it than any list has.")
                yield event, element

    def opened(self, name: str) -> IO[bytes]:
        """A part as bytes."""
        return self._archive.open(self._names[name])


@contextmanager
def parts_of(data: bytes) -> Iterator[Parts]:
    """The workbook; whatever is wrong with it, here or while it is read, is a FormatError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive, len(data))
            yield Parts(archive)
    except DefusedXmlException:
        raise FormatError(
            "The workbook declares entities, which no spreadsheet does; it is not read."
        ) from None
    except _DAMAGED:
        raise FormatError("The file is a damaged workbook, or none at all.") from None


def is_workbook(data: bytes) -> bool:
    """Whether a zip says that it holds a sheet of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def bare(tag: Any) -> str:
    """The name of an element without its namespace, of which there are two for workbooks."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its bare name."""
    found = (value for key, value in element.attrib.items() if bare(key) == name)
    return next(found, "")


def joined(folder: str, target: str) -> str:
    """The name of a part that another part in this folder names."""
    path = target if target.startswith("/") else f"{folder}/{target}"
    path = re.sub(r"(?:^|/)\.(?=/)", "", path)
    while (shorter := re.sub(r"(?:^|/)[^/]+/\.\.(?=/)", "", path)) != path:
        path = shorter
    return path.lstrip("/")


def _refuse_bombs(archive: zipfile.ZipFile, packed: int) -> None:
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MOST_PARTS:
        raise FormatError(f"The workbook has more than {MOST_PARTS:,} parts.")
    if any(info.flag_bits & 1 for info in infos):
        raise FormatError("The workbook is locked with a password.")
    if unpacked > LARGEST_WORKBOOK:
        megabytes = LARGEST_WORKBOOK // 10**6
        raise FormatError(f"The workbook unpacks to more than {megabytes} megabytes.")
    if unpacked > max(_SMALL_ENOUGH, packed * HIGHEST_RATIO):
        raise FormatError(
            f"The workbook unpacks to more than {HIGHEST_RATIO} times its size."
        )
