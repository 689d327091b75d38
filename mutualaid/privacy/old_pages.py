"""What a database file keeps of rows that are gone, and how that goes too.

SQLite overwrites freed pages (`secure_delete`), but its write-ahead log holds what was written
until it is folded in and cut. PostgreSQL does as much by VACUUM, which its owner runs.
"""

from django.db import connection


def fold_in_journal() -> None:
    """Fold SQLite's write-ahead log into the database, and cut it to nothing.

    Inside a transaction it cannot; then the next daily run does.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
