"""Faults of what we store on: nobody's mistake, over when the disk or the database is back."""

import errno
import sqlite3
from collections.abc import Iterator

from django.db import InterfaceError, InternalError, OperationalError

STORE_ERRORS = (
    OperationalError,
    InterfaceError,
    InternalError,
    sqlite3.OperationalError,
)
# Full, over the quota, read-only, broken, larger than allowed, too many files open.
DISK_ERRNOS = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EIO,
        errno.EFBIG,
        errno.EMFILE,
        errno.ENFILE,
    }
)


def is_fault_of_store(error: BaseException | None) -> bool:
    """Whether the disk or the database let us down, now or at the bottom of what happened."""
    return any(map(_is_one, _with_causes(error)))


def _is_one(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in DISK_ERRNOS
    return isinstance(error, STORE_ERRORS)


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
