"""The database in the hand of somebody who may do everything there, and reads the code."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from mutualaid.core.database_roles import as_owner

from .emptying import TABLE, triggers


@pytest.fixture
def database_in_hand(db) -> Iterator[None]:
    """For one test no trigger, no policy and no missing right keep anything from anybody."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in triggers(connection, [TABLE]):
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
            for table in (TABLE, "activity_log_chainhead"):
                cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield
        transaction.set_rollback(True)
