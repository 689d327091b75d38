"""Many small values packed into one column, a line of JSON each: written and read one by one."""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

_CHUNK = 1 << 16
_QUICK = 3  # of zlib's levels: twice as quick as the usual one, a tenth larger


class PackedLines:
    """Takes lines and packs them as they come, so that the whole is never held unpacked."""

    def __init__(self) -> None:
        self._engine = zlib.compressobj(_QUICK)
        self._parts: list[bytes] = []

    def add(self, line: Any) -> None:
        """One more, of what JSON can hold."""
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        packed = self._engine.compress(text.encode("utf-8", "surrogatepass") + b"\n")
        if packed:
            self._parts.append(packed)

    def finished(self) -> bytes:
        """All of it; nothing can be added any more."""
        self._parts.append(self._engine.flush())
        return b"".join(self._parts)


def packed(lines: Iterable[Any]) -> bytes:
    """The lines in one piece."""
    kept = PackedLines()
    for line in lines:
        kept.add(line)
    return kept.finished()


def lines_in(data: bytes | memoryview) -> Iterator[Any]:
    """The lines again, in their order."""
    engine = zlib.decompressobj()
    rest = b""
    source = bytes(data)
    while source:
        rest += engine.decompress(source, _CHUNK)
        source = engine.unconsumed_tail
        *whole, rest = rest.split(b"\n")
        yield from map(_line, whole)


def _line(text: bytes) -> Any:
    return json.loads(text.decode("utf-8", "surrogatepass"))
