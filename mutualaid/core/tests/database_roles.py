"""Tests on PostgreSQL: the owner makes and empties the database, the serving role uses it."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from mutualaid.core.area import SETTING
from mutualaid.core.database_roles import as_owner, grant_to_serving
from mutualaid.core.row_security import secure_tables


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def become_owner() -> None:
    """The default connection makes and drops databases and tables."""
    if not settings.OWNER_DATABASE:
        pytest.exit("On PostgreSQL tests need two roles; bin/with-postgresql has them.")
    _reach_as(settings.OWNER_DATABASE)


def become_serving() -> None:
    """Secure the tables that were made, and serve from now on."""
    settings.OWNER_DATABASE["NAME"] = connection.settings_dict["NAME"]
    secure_tables(connections["default"])
    grant_to_serving(connections["default"], settings.SERVING_DATABASE["USER"])
    _reach_as(settings.SERVING_DATABASE)


def _reach_as(role: dict[str, Any]) -> None:
    connections["default"].close()
    for name in ("USER", "PASSWORD"):
        connection.settings_dict[name] = role[name]


def empty_as_owner(patch: pytest.MonkeyPatch) -> None:
    """A test that commits is followed by TRUNCATE, which the serving role may not."""
    empty = TransactionTestCase._fixture_teardown

    def emptied(case: Any) -> None:
        connections.close_all()
        with as_owner():
            empty(case)

    patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)


def stand_in(area_id: int) -> None:
    """For the rest of the test the database takes us for the first area that was made.

    Tests call actions and read rows without the request or the command that would be within
    an area. It is for factories; what is tested uses `within`.
    """
    if not on_postgresql():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, false) "
            "WHERE coalesce(current_setting(%s, true), '') IN ('', '0')",
            [SETTING, str(area_id), SETTING],
        )
