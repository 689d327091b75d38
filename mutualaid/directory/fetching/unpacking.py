"""Undoing gzip and deflate a little at a time, so that a few bytes cannot become gigabytes."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from .troubles import Trouble

_PIECE = 1 << 16
_MOST_MEMBERS = 100  # gzip streams one after the other; a plain file is one
_EITHER_HEADER = 32 + zlib.MAX_WBITS
_NO_HEADER = -zlib.MAX_WBITS


def unpacked(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body as it was before Content-Encoding; raises Trouble past `most` bytes."""
    sent = _at_most(chunks, most)
    if encoding in {"", "identity"}:
        return b"".join(sent)
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Trouble("it is packed in a way that is not known here")
    try:
        return b"".join(_at_most(_inflated(sent), most))
    except zlib.error:
        raise Trouble("it is packed, and damaged") from None


def _at_most(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise Trouble(f"it is larger than {most // 1_000_000} MB")
        yield chunk


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    members = 0
    engine: Any = None
    for chunk in chunks:
        while chunk:
            if engine is None:
                members += 1
                engine = _engine(chunk, members)
            yield engine.decompress(chunk, _PIECE)
            chunk = engine.unused_data if engine.eof else engine.unconsumed_tail
            engine = None if engine.eof else engine
    if engine is not None:
        yield engine.flush()
        if not engine.eof:
            raise Trouble("it broke off in the middle")


def _engine(start: bytes, members: int) -> Any:
    """Some servers send deflate without the header that the standard asks for."""
    if members > _MOST_MEMBERS:
        raise Trouble("it is packed in a way that is not known here")
    is_gzip = start[:1] == b"\x1f"
    is_zlib = start[0] % 16 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return zlib.decompressobj(_EITHER_HEADER if is_gzip or is_zlib else _NO_HEADER)
