"""The `mutualaid` command: finds the commands beside this file and starts Django for them.

Each module here with a `command` is one, named after its file: `import_postcodes.py` is
`mutualaid import-postcodes`. Listing them reads the first line of each docstring and imports
nothing, so `mutualaid --help` stays quick.
"""

import ast
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import django
from django.core.exceptions import ImproperlyConfigured

from mutualaid.core.refusal import Refused

COMMANDS_DIR = Path(__file__).parent


class Sentence(click.ClickException):
    """A refusal as the command line shows it: the sentence alone, and exit status 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


def _defines_command(tree: ast.Module) -> bool:
    return any(
        getattr(node, "name", None) == "command"
        or any(getattr(target, "id", None) == "command" for target in _targets(node))
        for node in tree.body
    )


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.AnnAssign):
        return [node.target]
    return node.targets if isinstance(node, ast.Assign) else []


def command_summaries() -> dict[str, str]:
    """Every command's name and the first line of its module's docstring."""
    found = {}
    for path in sorted(COMMANDS_DIR.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if _defines_command(tree):
            summary = (ast.get_docstring(tree) or "").partition("\n")[0]
            found[path.stem.replace("_", "-")] = summary
    return found


def _missing_tables(error: Exception) -> str:
    """What to do if this came of a database that is not ready; Django may not be loaded."""
    database = sys.modules.get("django.db")
    if database is None or not isinstance(error, database.DatabaseError):
        return ""
    return "\n".join(import_module("mutualaid.cli.readiness").missing_tables())


class CommandFolder(click.Group):
    """Loads a command only when it is asked for, and answers a refusal in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(command_summaries())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in command_summaries():
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.config.settings")
        try:
            django.setup()
        except ImproperlyConfigured as error:
            raise Sentence(str(error)) from error
        module = import_module(f"mutualaid.cli.{cmd_name.replace('-', '_')}")
        found: click.Command = module.command
        found.name = cmd_name
        return found

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(command_summaries().items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            raise Sentence(refusal.sentence) from refusal
        except Exception as error:
            missing = _missing_tables(error)
            if missing:
                raise Sentence(missing) from error
            raise


@click.group(
    cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="mutualaid")
def main() -> None:
    """Mutual Aid Toolkit: a directory of meetings people can trust."""
