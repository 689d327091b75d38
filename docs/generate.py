"""Write the documents that come from the code, or with --check say which are behind."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from access_page import permissions
from assurance_pages import asvs, hazards, personal_data
from bill_of_materials import bill

from mutualaid.cli.main import command_summaries, main

DOCS = Path(__file__).parent
WIDTH = 90
HEAD = """\
# Commands

The help of each command, written by `docs/generate.py`. Exit status: 0 done, 1 problems found
or refused, 2 used wrongly."""


def commands() -> str:
    """Every command with its own help."""
    parts = [HEAD]
    for name in command_summaries():
        command = main.get_command(click.Context(main), name)
        context = click.Context(
            command,
            info_name=f"mutualaid {name}",
            terminal_width=WIDTH,
            help_option_names=["-h", "--help"],
        )
        parts += [f"## {name}", f"```text\n{command.get_help(context)}\n```"]
    return "\n\n".join(parts) + "\n"


GENERATED: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "permissions.md": permissions,
    "assurance/asvs.md": asvs,
    "assurance/hazard-log.md": hazards,
    "assurance/personal-data.md": personal_data,
    "assurance/sbom.json": bill,
}


def behind() -> list[str]:
    """Names of the documents that differ from what the code says now."""
    return [
        name
        for name, write in GENERATED.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != write()
    ]


if __name__ == "__main__":
    names = behind()
    if "--check" in sys.argv[1:]:
        if names:
            sys.exit(f"Behind the code: {', '.join(names)}. bin/fix writes them anew.")
    else:
        for name in names:
            (DOCS / name).write_text(GENERATED[name](), encoding="utf-8")
