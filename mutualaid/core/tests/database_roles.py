"""Tests on PostgreSQL: the owner makes and empties the database, the serving role uses it."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from mutualaid.core.area import INSTALLATION, SETTING
from mutualaid.core.database_roles import as_owner, grant_to_serving
from mutualaid.core.row_security import secure_tables


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def become_owner() -> None:
    """The default connection makes and drops databases and tables."""
    if not settings.OWNER_DATABASE:
        pytest.exit("On PostgreSQL tests need two roles; bin/with-postgresql has them.")
    _reach_as(settings.OWNER_DATABASE)


def end_other_sessions() -> None:
    """What a test's threads have left open would keep the database from being dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


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


def leave_unsaid_after_emptying(patch: pytest.MonkeyPatch) -> None:
    """What Django writes of its models after emptying is asked by nobody, and takes half a second."""
    flush = "django.core.management.commands.flush.emit_post_migrate_signal"
    patch.setattr(flush, lambda *_given: None)


def start_as_installation(patch: pytest.MonkeyPatch) -> None:
    """A test is the installation until it makes its first area; other threads are nobody."""
    prepare = TransactionTestCase.__dict__["_pre_setup"].__func__

    def prepared(case: type[TransactionTestCase]) -> None:
        prepare(case)
        stand_in(INSTALLATION)

    patch.setattr(TransactionTestCase, "_pre_setup", classmethod(prepared))


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


def forget_area() -> None:
    """Undo `stand_in`: the database takes us for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, '', false)", [SETTING])


def count_alike(patch: pytest.MonkeyPatch) -> None:
    """Leave what tells PostgreSQL the area out where tests count what is asked."""
    captured = CaptureQueriesContext.captured_queries

    def of_both_kinds(context: CaptureQueriesContext) -> list[dict[str, str]]:
        return _without_telling(captured.__get__(context))

    patch.setattr(CaptureQueriesContext, "captured_queries", property(of_both_kinds))


def _without_telling(queries: list[dict[str, str]]) -> list[dict[str, str]]:
    """A `within` begins and then tells, and in the end tells again and ends."""
    kept: list[dict[str, str]] = []
    is_ending = False
    for query in queries:
        if is_ending:
            is_ending = False
        elif SETTING not in query["sql"]:
            kept.append(query)
        elif kept and kept[-1]["sql"].startswith(("BEGIN", "SAVEPOINT")):
            kept.pop()
        else:
            is_ending = True
    return kept
