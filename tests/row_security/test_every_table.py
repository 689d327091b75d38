import re

import pytest
from bare_sql import rows
from django.apps import apps
from django.db import connection

from mutualaid.core.database_roles import as_owner
from mutualaid.core.row_security import (
    UNSCOPED_TABLES,
    RowScope,
    scoped_models,
    secure_tables,
)

pytestmark = pytest.mark.django_db
AREA_COLUMNS = {"area_id"} | {
    getattr(model, "ROW_AREA_COLUMN", "area_id") for model in scoped_models()
} - {"id"}
TABLES = """
    SELECT relname, relrowsecurity AND relforcerowsecurity,
           ARRAY(SELECT attname::text FROM pg_attribute
                 WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped)
    FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
"""
POLICIES = """
    SELECT tablename, cmd, qual, with_check, roles::text FROM pg_policies
    WHERE schemaname = current_schema() ORDER BY tablename, cmd
"""
SCOPES = {model._meta.db_table: model.ROW_SCOPE for model in scoped_models()}


def faults() -> list[str]:
    """Tables that nothing keeps apart and nobody has given a reason for."""
    with_policy = {table for table, *_ in rows(POLICIES)}
    belonging_to_none = {
        table for table, scope in SCOPES.items() if scope is RowScope.INSTALLATION
    }
    found = []
    for table, forced, columns in rows(TABLES):
        has_area = any(column in AREA_COLUMNS for column in columns)
        if table in with_policy and not forced:
            found.append(f"{table}: its rules are not forced")
        elif has_area and not forced:
            found.append(f"{table}: it has an area and no rules")
        elif table not in with_policy and forced:
            found.append(f"{table}: it is closed to everybody")
        elif table not in {*with_policy, *UNSCOPED_TABLES, *belonging_to_none}:
            found.append(f"{table}: nobody says whose rows these are")
    return sorted(found)


def rules(table: str) -> str:
    """What the database keeps as a table's rules, with AREA for its area's column."""
    told = [policy for name, *policy in rows(POLICIES) if name == table]
    (model,) = [each for each in scoped_models() if each._meta.db_table == table]
    column = getattr(model, "ROW_AREA_COLUMN", "area_id")
    text = "; ".join(str(part) for policy in told for part in policy)
    if hasattr(model, "ROW_SHARED_IF"):
        text = re.sub(r"AND \(+.+\)\)", "AND true)", text)
    return re.sub(rf"COALESCE\({column}, \(0\)::bigint\)|\b{column}\b", "AREA", text)


class TestEveryTable:
    def test_is_asked_about_as_the_role_that_serves(self):
        ((name, powerful),) = rows(
            "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles "
            "WHERE rolname = current_user"
        )

        assert name == connection.settings_dict["USER"]
        assert not powerful
        assert rows("SELECT tablename FROM pg_tables WHERE tableowner = %s", name) == []

    def test_has_rules_or_a_reason_to_have_none(self):
        assert faults() == []

    def test_of_a_package_is_listed_only_while_it_is_there(self):
        there = {table for table, *_ in rows(TABLES)}

        assert set(UNSCOPED_TABLES) - there == set()

    def test_of_ours_with_an_area_is_never_left_to_the_installation(self):
        for table, _, columns in rows(TABLES):
            if SCOPES.get(table) is RowScope.INSTALLATION:
                assert not set(columns) & set(AREA_COLUMNS), table

    @pytest.mark.parametrize("scope", RowScope)
    def test_of_one_scope_has_the_rules_of_that_scope(self, scope):
        """Such tables differ by nothing but their area's column, and what they share."""
        found = {
            table: rules(table)
            for table, its_scope in SCOPES.items()
            if its_scope is scope
        }

        assert len(set(found.values())) <= 1, found

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            (
                "DROP POLICY mutualaid_all ON organisations_membership",
                "organisations_membership: it is closed to everybody",
            ),
            (
                "ALTER TABLE organisations_membership NO FORCE ROW LEVEL SECURITY",
                "organisations_membership: its rules are not forced",
            ),
            (
                "ALTER TABLE directory_venue DISABLE ROW LEVEL SECURITY",
                "directory_venue: its rules are not forced",
            ),
            (
                "CREATE TABLE forgotten (id int, area_id bigint)",
                "forgotten: it has an area and no rules",
            ),
            (
                "CREATE TABLE forgotten (id int)",
                "forgotten: nobody says whose rows these are",
            ),
        ],
    )
    @pytest.mark.django_db(transaction=True)
    def test_that_is_not_kept_apart_is_found(self, change, fault):
        with as_owner() as owner, owner.cursor() as cursor:
            cursor.execute(change)
        try:
            assert faults() == [fault]
        finally:
            with as_owner() as owner:
                with owner.cursor() as cursor:
                    cursor.execute("DROP TABLE IF EXISTS forgotten")
                secure_tables(owner)
        assert faults() == []

    def test_can_be_secured_twice(self, transactional_db):
        before = rows(POLICIES)

        with as_owner() as owner:
            secure_tables(owner)

        assert rows(POLICIES) == before


class TestRights:
    ALL = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")

    def rights(self, table: str) -> set[str]:
        return {
            right
            for right in self.ALL
            if rows("SELECT has_table_privilege(%s, %s)", table, right) == [(True,)]
        }

    @pytest.mark.parametrize(
        ("table", "given"),
        [
            ("activity_log_entry", {"SELECT", "INSERT"}),
            ("django_migrations", {"SELECT"}),
            ("django_content_type", {"SELECT"}),
            ("organisations_area", {"SELECT", "INSERT", "UPDATE"}),
            ("directory_meeting", {"SELECT", "INSERT", "UPDATE", "DELETE"}),
        ],
    )
    def test_are_what_serving_needs_and_no_more(self, table, given):
        assert self.rights(table) == given

    def test_are_never_to_empty_or_to_change_a_table(self):
        for table, *_ in rows(TABLES):
            assert self.rights(table) <= {"SELECT", "INSERT", "UPDATE", "DELETE"}

    def test_are_never_to_make_one(self):
        assert rows(
            "SELECT has_schema_privilege(current_schema(), 'CREATE'), "
            "has_database_privilege(current_database(), 'CREATE')"
        ) == [(False, False)]


class TestModels:
    def test_have_a_table_each(self):
        there = {table for table, *_ in rows(TABLES)}

        assert {model._meta.db_table for model in apps.get_models()} <= there
