"""Copies of SQLite databases while they are in use."""

import sqlite3
from pathlib import Path

from django.db.backends.sqlite3._functions import register as register_functions

from mutualaid.core.refusal import Refused

from .table_sums import Progress

WAIT_SECONDS = 20


def copy_database(source: Path, target: Path, progress: Progress) -> None:
    """An exact copy as of one moment, looked through. Raises Refused for a damaged one."""
    stage = "Copying the database"

    def say(_status: int, left: int, total: int) -> None:
        progress(stage, total - left, total)

    target.touch(mode=0o600)
    live = _opened(source)
    try:
        # Whole at once: readers and writers go on beside it, and the copy is of one moment.
        copy = sqlite3.connect(target)
        try:
            live.backup(copy, pages=-1, progress=say)
            # A copy of its own, without a journal that would have to travel along.
            copy.execute("PRAGMA journal_mode=DELETE")
            _refuse_damaged(copy)
        except sqlite3.OperationalError as error:
            raise Refused(
                "The database could not be copied: the disk may be full, or the database is "
                "damaged. No backup was taken; earlier ones are as they were."
            ) from error
        finally:
            copy.close()
    finally:
        live.close()


def _opened(source: Path) -> sqlite3.Connection:
    if not source.is_file():
        raise Refused("There is no database yet, so no backup was taken.")
    return sqlite3.connect(source, timeout=WAIT_SECONDS)


def _refuse_damaged(copy: sqlite3.Connection) -> None:
    # Checking holds rows to the tables' constraints, and those ask Django's functions.
    register_functions(copy)
    found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or broken:
        raise Refused(
            "The database is damaged, so no backup was taken of it; keep the earlier ones, and "
            "restore the newest of them."
        )


def in_memory(source: Path) -> bytes:
    """A small database as bytes; no copy of it touches a disk unsealed."""
    live, copy = _opened(source), sqlite3.connect(":memory:")
    try:
        live.backup(copy)
        return copy.serialize()
    finally:
        copy.close()
        live.close()
