"""The text of a file: which encoding its bytes are in, or why they are no text at all."""

import codecs
import re
import zlib

from .limits import LARGEST_FILE
from .records import FormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_OTHER_KINDS = (
    (ZIP, "a zip archive without a workbook in it; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old kind; save it as .xlsx or CSV first"),
    (
        b"%PDF",
        "a PDF, from which no list can be read; ask for the sheet it was made of",
    ),
    (b"\x1f\x8b", "compressed twice, or a compressed archive; unpack it first"),
)
_WEB_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|script|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = 1 << 16


def text_of(data: bytes) -> str:
    """The file as text, without its byte-order mark, and out of its gzip."""
    _require_size(len(data))
    if data.startswith(_GZIP):
        data = _inflated(data)
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise FormatError(f"The file is {kind}.")
    text = _decoded(data)
    if "\x00" in text:
        raise FormatError("The file is not text: it holds bytes that no text has.")
    start = text[:1000].lstrip()
    if not start and not text.strip():
        raise FormatError("The file is empty.")
    if _WEB_PAGE.match(start):
        raise FormatError("That is a web page, not a list of meetings.")
    if start.startswith("<?xml"):
        raise FormatError("The file is XML, of a kind in which no list is read.")
    return text


def _require_size(size: int) -> None:
    if size > LARGEST_FILE:
        raise FormatError(f"The file is larger than {LARGEST_FILE // 10**6} megabytes.")


def _inflated(data: bytes) -> bytes:
    """The first member of a gzip, a piece at a time, so that a bomb is noticed as it grows."""
    engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size = 0
    try:
        while not engine.eof and (data or engine.unconsumed_tail):
            piece = engine.decompress(engine.unconsumed_tail or data, _PIECE)
            data = b""
            pieces.append(piece)
            size += len(piece)
            _require_size(size)
    except zlib.error:
        raise FormatError("The file is compressed, and damaged.") from None
    if not engine.eof:
        raise FormatError("The file is compressed, and breaks off in the middle.")
    return b"".join(pieces)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")  # what Windows programs in Britain save


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        reason = "The file is not text in UTF-8, UTF-16 or Windows-1252."
        raise FormatError(reason) from None
