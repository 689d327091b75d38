"""Which area the present work is for, whatever started it: request, command or task.

On PostgreSQL the database is told too, for one transaction, and shows and takes rows by it:
see row_security.py. SQLite holds one area and is told nothing; a transaction there would make
readers wait for each other.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Stands for the installation as a whole: who adds areas, or rows that are national.
INSTALLATION = 0
SETTING = "mutualaid.area"

_current: ContextVar[int | None] = ContextVar("current area", default=None)
_END = object()


def current_area_id() -> int | None:
    """Primary key of the area set by `within`, or None outside of one."""
    return _current.get()


@contextmanager
def within(area_id: int) -> Iterator[None]:
    """Do the enclosed work for one area.

    On PostgreSQL it is one transaction: an error that leaves it undoes what was done inside.
    Where the database met with one that nobody passed on, TransactionManagementError is raised
    at the end, so that nothing is told as done that was not kept.
    """
    token = _current.set(area_id)
    try:
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor == "postgresql":
            with transaction.atomic(), _told(connection, area_id):
                yield
        else:
            yield
    finally:
        _current.reset(token)


def streamed_within(
    area_id: int, make_pieces: Callable[[], Iterable[str | bytes]]
) -> Iterator[str | bytes]:
    """The pieces of a streamed response, each made within the area, as it is asked for.

    A response is streamed after the middleware has left the area. Nothing is held between two
    pieces, so streams may take turns and a slow reader keeps no transaction open; in return
    the pieces must read by key, page by page, never from a cursor that stays open.
    """
    with within(area_id):
        pieces = iter(make_pieces())
    while (piece := _next_within(area_id, pieces)) is not _END:
        yield piece  # type: ignore[misc]


def _next_within(area_id: int, pieces: Iterator[str | bytes]) -> object:
    with within(area_id):
        return next(pieces, _END)


@contextmanager
def _told(connection: BaseDatabaseWrapper, area_id: int) -> Iterator[None]:
    """An error needs no undoing: rolling back gives the setting its former value."""
    former = _set(connection, str(area_id))
    yield
    if _is_broken(connection):
        raise transaction.TransactionManagementError(
            "The database refused a statement within an area, and nobody passed that on."
        )
    if not connection.needs_rollback:
        _set(connection, former)


def _set(connection: BaseDatabaseWrapper, value: str) -> str:
    """Set it until the transaction ends; answers what it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting(%s, true), set_config(%s, %s, true)",
            [SETTING, SETTING, value],
        )
        (former, _) = cursor.fetchone()
    return former or ""


def _is_broken(connection: BaseDatabaseWrapper) -> bool:
    """A commit would then roll back, or reach nobody, without a word."""
    return connection.connection.info.transaction_status.name != "INTRANS"
