"""The text of a file: which encoding its bytes are in, or why they are no text at all."""

import codecs

from .limits import LARGEST_FILE
from .records import FormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook; save the sheet as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook; save the sheet as CSV first"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
)


def text_of(data: bytes) -> str:
    """The file as text, without its byte-order mark."""
    if len(data) > LARGEST_FILE:
        raise FormatError(f"The file is larger than {LARGEST_FILE // 10**6} megabytes.")
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise FormatError(f"The file is {kind}.")
    text = _decoded(data)
    if "\x00" in text:
        raise FormatError("The file is not text: it holds bytes that no text has.")
    start = text[:1000].lstrip()
    if not start and not text.strip():
        raise FormatError("The file is empty.")
    if start.casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise FormatError("The file is a web page or XML, not a list of meetings.")
    return text


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
