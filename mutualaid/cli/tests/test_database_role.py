import pytest
from django.db import connection

from mutualaid.cli.database_role import reasons_against_database_role
from mutualaid.core.database_roles import as_owner
from mutualaid.core.row_security import secure_tables

pytestmark = pytest.mark.django_db


class TestReasonsAgainstDatabaseRole:
    def test_has_none_against_the_one_that_serves(self):
        assert reasons_against_database_role() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
@pytest.mark.django_db(transaction=True)
class TestReasonsAgainstDatabaseRoleOnPostgresql:
    def test_names_what_to_do_about_an_owner(self):
        with as_owner():
            (reason,) = reasons_against_database_role()

        assert "owns the tables" in reason
        assert "MUTUALAID_OWNER_DATABASE_URL" in reason

    def test_names_what_to_do_about_one_that_passes_by(self, settings):
        settings.OWNER_DATABASE = {**settings.OWNER_DATABASE, "USER": "postgres"}
        with as_owner():
            reasons = reasons_against_database_role()

        assert "NOSUPERUSER NOBYPASSRLS" in reasons[0]

    def test_names_tables_that_nothing_keeps_apart(self):
        with as_owner() as owner, owner.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE directory_venue NO FORCE ROW LEVEL SECURITY;"
                "ALTER TABLE directory_group DISABLE ROW LEVEL SECURITY"
            )
        try:
            (reason,) = reasons_against_database_role()
        finally:
            with as_owner() as owner:
                secure_tables(owner)

        assert "directory_group, directory_venue" in reason
        assert "mutualaid migrate" in reason
