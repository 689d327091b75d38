"""Bring the database's tables up to date."""

import click
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError

from mutualaid.core.refusal import Refused


@click.command
@click.option("--plan", is_flag=True, help="Only list what would be done.")
def command(plan: bool) -> None:
    """Bring the database's tables up to date; safe to repeat."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        call_command("migrate", interactive=False, plan=plan)
    except OperationalError as error:
        raise Refused(
            "The database cannot be reached; DATABASE_URL or MUTUALAID_DATA says where it is."
        ) from error
