"""Sees which code runs inside a `with`."""

import sys
from types import CodeType
from typing import Any


class Watched:
    """Of some code, what was run; in this thread only."""

    def __init__(self, codes: set[CodeType]) -> None:
        self.codes = codes
        self.seen: set[CodeType] = set()

    def __enter__(self) -> "Watched":
        # Told of calls only, this costs half as much as `sys.setprofile`.
        sys.settrace(self._look)
        return self

    def __exit__(self, *error: Any) -> None:
        sys.settrace(None)

    def _look(self, frame: Any, _event: str, _: Any) -> None:
        if frame.f_code in self.codes:
            self.seen.add(frame.f_code)
