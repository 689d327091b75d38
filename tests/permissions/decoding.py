"""All text inside an answer, however it is packed: gzip, brotli, archives, PDF, JSON, HTML.

What a reader could get out of the bytes, not what is drawn: hidden fields, headings of a PDF and
cells of a hidden sheet count as well.
"""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from typing import Any

import brotli

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
# A map from the glyphs of a font to letters: single ones, and runs of them.
SINGLES = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RUNS = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
SINGLE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>")
RUN = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4,8})>")
# What is drawn: pieces within brackets, or a single one. A piece in round brackets may hold
# others, in pairs, and square ones.
_LITERAL = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
_HEX = rb"<[0-9A-Fa-f\s]*>"
DRAWN = re.compile(
    rb"\[((?:%b|%b|[^\[\]()<>])*)\]\s*TJ|(%b|%b)\s*Tj"
    % (_LITERAL, _HEX, _LITERAL, _HEX),
    re.DOTALL,
)
PIECE = re.compile(rb"<([0-9A-Fa-f\s]*)>|(%b)" % _LITERAL, re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(response: Any) -> str:
    """Everything that an answer says, its body in every reading."""
    body = b"".join(response) if response.streaming else response.content
    packed = response.get("Content-Encoding", "")
    return "\n".join(readings(unpacked(body, packed)))


def unpacked(body: bytes, packed: str) -> bytes:
    if packed == "gzip":
        return gzip.decompress(body)
    if packed == "br":
        return brotli.decompress(body)
    return body


def readings(body: bytes) -> Iterator[str]:
    """The bytes as text, and the texts of what is packed inside."""
    if body.startswith(b"%PDF"):
        yield from _of_pdf(body)
    elif body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name
                yield from readings(archive.read(name))
    elif body.startswith(b"\x1f\x8b"):
        yield from readings(gzip.decompress(body))
    else:
        text = body.decode("utf-8", "replace")
        yield text
        if "&#" in text:
            yield unescape(text)


def _of_pdf(body: bytes) -> Iterator[str]:
    streams = [_inflated(found) for found in STREAM.findall(body)]
    maps = [letters for stream in streams if (letters := _letters(stream))]
    yield body.decode("latin-1")
    yield body.decode("utf-16-be", "ignore")
    for stream in streams:
        yield stream.decode("latin-1")
        drawn = list(_drawn(stream))
        for letters in maps:
            yield "".join(_as_letters(piece, letters) for piece in drawn)


def _inflated(stream: bytes) -> bytes:
    try:
        # A stream whose last byte is taken for a line's end lacks a part of its checksum.
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _letters(stream: bytes) -> dict[int, str]:
    """Which letter each glyph of a font stands for."""
    if b"begincmap" not in stream:
        return {}
    found = {
        int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
        for part in SINGLES.findall(stream)
        for glyph, letters in SINGLE.findall(part)
    }
    for first, last, letter in RUN.findall(b"".join(RUNS.findall(stream))):
        begin = int(letter, 16)
        for number in range(int(first, 16), int(last, 16) + 1):
            found[number] = chr(begin + number - int(first, 16))
    return found


def _drawn(stream: bytes) -> Iterator[bytes]:
    """The glyphs of each stroke of text, two bytes each."""
    for several, one in DRAWN.findall(stream):
        yield b"".join(_bytes(*piece) for piece in PIECE.findall(several or one))


def _bytes(in_hex: bytes, written: bytes) -> bytes:
    if in_hex:
        digits = re.sub(rb"\s", b"", in_hex).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return ESCAPED.sub(_unescaped, written[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    if said.isdigit():
        return bytes([int(said, 8) & 255])
    return PLAIN.get(said, said)


def _as_letters(glyphs: bytes, letters: dict[int, str]) -> str:
    pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
    return "".join(letters.get(high << 8 | low, "") for high, low in pairs)
