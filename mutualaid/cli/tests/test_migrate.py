from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result
from django.db import connection, transaction

from mutualaid.cli.database_role import reasons_against_database_role
from mutualaid.cli.main import main
from mutualaid.core.database_roles import as_owner
from mutualaid.core.row_security import secure_tables
from mutualaid.directory.models import Venue

IMPATIENT = {"options": "-c lock_timeout=1s"}
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no roles"
)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["migrate", *words])


@pytest.fixture
def open_table(transactional_db, settings) -> Iterator[None]:
    """Something to be mended, and mended in any case afterwards."""
    right = settings.OWNER_DATABASE
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("ALTER TABLE directory_venue NO FORCE ROW LEVEL SECURITY")
    yield
    settings.OWNER_DATABASE = right
    with as_owner() as owner:
        secure_tables(owner)


@pytest.mark.django_db(transaction=True)
class TestMigrate:
    def test_has_nothing_to_do_twice(self):
        assert run().exit_code == 0
        assert "No planned migration" in run("--plan").stdout


@only_postgresql
@pytest.mark.django_db(transaction=True)
class TestMigrateOnPostgresql:
    def test_settles_rules_and_rights_anew(self):
        serving = connection.settings_dict["USER"]
        with as_owner() as owner, owner.cursor() as cursor:
            cursor.execute(
                f"GRANT ALL ON activity_log_entry TO {serving};"
                "ALTER TABLE directory_venue DISABLE ROW LEVEL SECURITY;"
                "CREATE POLICY open ON directory_group USING (true)"
            )
        assert may_remove_lines()

        told = run()

        assert (told.exit_code, told.stderr) == (0, "")
        assert not may_remove_lines()
        assert reasons_against_database_role() == []
        assert "open" not in policies("directory_group")

    def test_waits_for_nobody_where_nothing_changes(self, settings):
        impatient = {"OPTIONS": {**settings.OWNER_DATABASE["OPTIONS"], **IMPATIENT}}
        settings.OWNER_DATABASE = {**settings.OWNER_DATABASE, **impatient}

        with transaction.atomic():
            assert not Venue.objects.exists()
            assert run().exit_code == 0

    def test_changes_no_rights_where_it_only_plans(self, open_table):
        run("--plan")

        assert len(reasons_against_database_role()) == 1
        assert run().exit_code == 0
        assert reasons_against_database_role() == []

    @pytest.mark.parametrize(
        ("owner", "sentence"),
        [
            ({"USER": "mutualaid"}, "must name the role that owns them"),
            ({"NAME": "postgres"}, "lead to different databases"),
            ({"HOST": "/nowhere", "OPTIONS": {}}, "cannot be reached"),
            ({"USER": "nobody-of-that-name"}, "cannot be reached"),
        ],
    )
    def test_tells_what_is_wrong_with_the_owners_address(
        self, settings, open_table, owner, sentence
    ):
        settings.OWNER_DATABASE = {**settings.OWNER_DATABASE, **owner}

        told = run()

        assert told.exit_code == 1
        assert sentence in told.stderr
        assert "MUTUALAID_OWNER_DATABASE_URL" in told.stderr

    def test_without_an_owner_needs_a_role_that_owns_the_tables(
        self, settings, open_table
    ):
        settings.OWNER_DATABASE = {}

        assert "MUTUALAID_OWNER_DATABASE_URL" in run().stderr


def policies(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT policyname FROM pg_policies WHERE tablename = %s", [table]
        )
        return {name for (name,) in cursor.fetchall()}


def may_remove_lines() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('activity_log_entry', 'DELETE')")
        return cursor.fetchone()[0]
