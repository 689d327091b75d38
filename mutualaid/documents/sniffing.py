"""What a file is, told from its bytes; its name and what a browser calls it say nothing.

Each kind is recognised whole: by how it begins, by how it ends, and by not being a second
thing at the same time.
"""

import codecs
import re
from collections.abc import Callable
from typing import BinaryIO

from . import zips
from .models import FileKind
from .zips import RunsSomething

__all__ = ["RunsSomething", "kind_of"]

HEAD = 4_096
TAIL = 65_557  # as far back as an archive may end
PIECE = 65_536
OVERLAP = 32  # longer than any mark below

_MARKS = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?php", b"<iframe", b"<body")
# Beyond letters only what spaces text out; anything else is no text.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_STARTS_OF_PROGRAMS = ("<", "#!", "{\\rtf", "%!ps", "@echo")
_PNG_START, _PNG_END = b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IEND\xaeB`\x82"


def kind_of(file: BinaryIO, size: int) -> FileKind | None:
    """The kind that it is through and through; None for all others. Raises RunsSomething."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    if head.startswith(zips.START):
        return zips.kind_of_archive(file, size, tail)
    for start, (kind, ends_well) in _PICTURES_AND_PAPER.items():
        if head.startswith(start):
            return kind if ends_well(tail) and _is_one_thing(head, tail) else None
    return FileKind.TEXT if size and _is_text(file) else None


def _is_one_thing(head: bytes, tail: bytes) -> bool:
    lowered = head.lower()
    has_marks = any(mark in lowered for mark in _MARKS)
    return not has_marks and not zips.ends_as_archive(tail)


def _ends_as_pdf(tail: bytes) -> bool:
    return b"%%EOF" in tail[-1_024:]


def _ends_as_png(tail: bytes) -> bool:
    return tail.endswith(_PNG_END)


def _ends_as_jpeg(tail: bytes) -> bool:
    """Telephones add pictures of their own behind the first, so its end need not be the last."""
    return b"\xff\xd9" in tail


_PICTURES_AND_PAPER: dict[bytes, tuple[FileKind, Callable[[bytes], bool]]] = {
    b"%PDF-": (FileKind.PDF, _ends_as_pdf),
    _PNG_START: (FileKind.PNG, _ends_as_png),
    b"\xff\xd8\xff": (FileKind.JPEG, _ends_as_jpeg),
}


def _is_text(file: BinaryIO) -> bool:
    """UTF-8 to the last byte, without mark-up that a browser would carry out."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    file.seek(0)
    before, is_first = "", True
    try:
        while piece := file.read(PIECE):
            text = decoder.decode(piece)
            if not _is_plain(before + text, is_first=is_first):
                return False
            before, is_first = text[-OVERLAP:], False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_plain(text: str, *, is_first: bool) -> bool:
    if _NO_TEXT.search(text):
        return False
    lowered = text.lower()
    if is_first and lowered.lstrip().startswith(_STARTS_OF_PROGRAMS):
        return False
    return not any(mark.decode() in lowered for mark in _MARKS)
