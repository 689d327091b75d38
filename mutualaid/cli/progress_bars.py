"""Progress of long work on the error stream, where it disturbs no output that is piped on."""

import sys
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import click


class ProgressBars:
    """A bar for each stage of the work; on anything but a terminal, its name alone."""

    def __init__(self) -> None:
        self._stage = ""
        self._open = ExitStack()
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move on; a new stage closes the bar of the one before."""
        if stage != self._stage:
            self._open.close()
            self._stage = stage
            bar = click.progressbar(length=total, label=stage, file=sys.stderr)
            self._bar = self._open.enter_context(bar)
        self._bar.update(done - self._bar.pos)
