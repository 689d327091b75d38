"""Bring the database's tables up to date."""

from typing import NamedTuple

import click
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection

from mutualaid.cli.database_role import reasons_against_database_role
from mutualaid.core.database_roles import as_owner, grant_to_serving
from mutualaid.core.refusal import Refused
from mutualaid.core.row_security import secure_tables


@click.command
@click.option("--plan", is_flag=True, help="Only list what would be done.")
def command(plan: bool) -> None:
    """Bring the database's tables up to date; safe to repeat.

    On PostgreSQL it also settles who may read and write which rows. It works as the role of
    MUTUALAID_OWNER_DATABASE_URL, so that the one of DATABASE_URL need own nothing.
    """
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    bring_up_to_date(plan=plan)
    for reason in () if plan else reasons_against_database_role():
        click.echo(reason, err=True)


def bring_up_to_date(*, plan: bool = False, verbosity: int = 1) -> None:
    """Migrate, then settle rows and rights. Raises Refused where the database says no."""
    try:
        serving = _session()
        with as_owner():
            if _session().database != serving.database:
                raise Refused(
                    "MUTUALAID_OWNER_DATABASE_URL and DATABASE_URL lead to different "
                    "databases; they must be two roles in the same one."
                )
            call_command("migrate", interactive=False, plan=plan, verbosity=verbosity)
            if not plan and connection.vendor == "postgresql":
                _secure(serving.role)
    except OperationalError as error:
        raise Refused(
            "The database cannot be reached; DATABASE_URL, MUTUALAID_OWNER_DATABASE_URL or "
            "MUTUALAID_DATA says where it is."
        ) from error
    except ProgrammingError as error:
        raise Refused(
            "The database does not let this role change its tables; "
            "MUTUALAID_OWNER_DATABASE_URL must name the role that owns them."
        ) from error


class _Session(NamedTuple):
    """Whom the database takes us for, and which one it is."""

    role: str
    database: int


def _session() -> _Session:
    if connection.vendor != "postgresql":
        return _Session("", 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, oid::bigint FROM pg_database "
            "WHERE datname = current_database()"
        )
        return _Session(*cursor.fetchone())


def _secure(serving: str) -> None:
    secure_tables(connection)
    if settings.OWNER_DATABASE:
        grant_to_serving(connection, serving)
