"""Bring the database's tables up to date."""

import click
from django.core.management import call_command


@click.command
@click.option("--plan", is_flag=True, help="Only list what would be done.")
def command(plan: bool) -> None:
    """Bring the database's tables up to date; safe to repeat."""
    call_command("migrate", interactive=False, plan=plan)
