"""Which area the present work is for, whatever started it: request, command or task."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[int | None] = ContextVar("current area", default=None)


def current_area_id() -> int | None:
    """Primary key of the area set by `within`, or None outside of one."""
    return _current.get()


@contextmanager
def within(area_id: int) -> Iterator[None]:
    """Do the enclosed work for one area."""
    token = _current.set(area_id)
    try:
        yield
    finally:
        _current.reset(token)
