"""Make the demo area, a fictional partnership to look around in."""

import click
from django.conf import settings
from django.db import connection

from mutualaid.cli import serve as serving
from mutualaid.cli.demo_settings import be_the_demo
from mutualaid.cli.migrate import bring_up_to_date
from mutualaid.cli.new_key import ensure_keys
from mutualaid.cli.static_files import gather_if_stale
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.demo.build import DemoReport, build_demo, refuse_beside_a_real_area
from mutualaid.organisations.models import Area


@click.command
@click.option("--serve", is_flag=True, help="Go on to serve it, on PORT, else 8000.")
@click.option("--again", is_flag=True, help="Bring the dates of a demo up to today.")
@click.pass_context
def command(ctx: click.Context, serve: bool, again: bool) -> None:
    """Make the demo area with everything it needs, unless it is there.

    It goes into MUTUALAID_DATA, else into var. A database with a real area is left alone.
    """
    _ensure_directory()
    _refuse_real_database()
    ensure_keys()
    bring_up_to_date(verbosity=0)
    gather_if_stale()
    be_the_demo()
    report = build_demo(by=system_actor("demo"), again=again)
    hint = "" if serve else " `mutualaid serve --demo` shows it."
    click.echo(_sentence(report, again=again) + hint)
    if serve:
        _serve(ctx)


def _ensure_directory() -> None:
    try:
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or "it cannot be made").lower()
        raise Refused(f"MUTUALAID_DATA is {settings.DATA_DIR}: {why}.") from error


def _refuse_real_database() -> None:
    """Before anything is changed, the tables of an older version among it."""
    if Area._meta.db_table in connection.introspection.table_names():
        refuse_beside_a_real_area()


def _sentence(report: DemoReport, *, again: bool) -> str:
    told = f"{report.meetings} meetings of {report.fellowships} fellowships"
    if not report.was_there:
        return f"{report.name} is ready: {told}."
    if again:
        return f"{report.name} is up to date: {told}."
    return f"{report.name} is there already: {told}."


def _serve(ctx: click.Context) -> None:
    with serving.command.make_context("serve", ["--demo"], parent=ctx) as made:
        serving.command.invoke(made)
