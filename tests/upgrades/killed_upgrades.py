"""Upgrades a database with rows, killed at random points and run again.

`python -m killed_upgrades ROWS KILLS`, with `upgrade_settings` and an empty
MUTUALAID_DATA. Nothing is released yet, so the earlier states are the project's own first ones
(the log without its triggers) and a made-up app's.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.sqlite3._functions import register as register_functions

from mutualaid.backups.table_sums import TableSum, sqlite_sums
from mutualaid.backups.tests.log_lines import add_log_lines

EARLIER = (("activity_log", "0001"), ("upgraded", "0001"))
# Fewer rows are tried on these apps alone: to make all tables takes longer than the trial.
WHOLE = 100_000


def database() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def migrate(*target: str) -> None:
    call_command("migrate", *target, verbosity=0, interactive=False)


def make_earlier(rows: int) -> dict[str, list[str]]:
    """A database as an earlier version left it; the columns it has, table by table."""
    if rows >= WHOLE:
        migrate()
    for target in EARLIER:
        migrate(*target)
    half = rows // 2
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO upgraded_line (words, number, sealed) VALUES (%s, %s, %s)",
            [(f"Words {n} – ½", n, os.urandom(40)) for n in range(half)],
        )
    add_log_lines(rows - half)
    connection.close()
    with sqlite3.connect(database()) as made:
        names = [
            name
            for (name,) in made.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite%'"
            )
        ]
        columns = {
            name: [row[1] for row in made.execute(f"PRAGMA table_info({name})")]
            for name in names
            # What every upgrade adds to.
            if name
            not in {"django_migrations", "auth_permission", "django_content_type"}
        }
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    made.close()
    return columns


def upgrade(rows: int) -> None:
    """As `mutualaid migrate` does."""
    for target in [()] if rows >= WHOLE else [(app,) for app, _ in EARLIER]:
        migrate(*target)


def begun(rows: int) -> int:
    """The upgrade, in a process of its own."""
    connection.close()
    child = os.fork()
    if not child:
        status = 1
        try:
            upgrade(rows)
            status = 0
        finally:
            os._exit(status)
    return child


def ended_well(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def put(template: Path) -> None:
    for left in database().parent.glob(f"{database().name}*"):
        left.unlink()
    shutil.copyfile(template, database())


def differing(before: dict[str, TableSum], columns: dict[str, list[str]]) -> list[str]:
    """Tables whose former columns hold something else now, or damage."""
    after = sqlite_sums(database(), columns=columns)
    wrong = [name for name in before if before[name] != after.get(name)]
    with sqlite3.connect(database()) as found:
        # Checking holds rows to the tables' constraints, and those ask Django's functions.
        register_functions(found)
        if found.execute("PRAGMA foreign_key_check").fetchone():
            wrong.append("a foreign key")
        if found.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            wrong.append("the file")
    found.close()
    return wrong


def main(rows: int, kills: int) -> dict[str, object]:
    columns = make_earlier(rows)
    template = database().with_name("template")
    shutil.copyfile(database(), template)
    before = sqlite_sums(database(), columns=columns)
    began = time.monotonic()
    if not ended_well(begun(rows)):
        raise SystemExit("The upgrade does not run.")
    takes = time.monotonic() - began
    told = {
        "rows": sum(each.rows for each in before.values()),
        "killed": 0,
        "unwhole": 0,
    }
    wrong = differing(before, columns)
    chance = random.Random(42)  # noqa: S311
    while told["killed"] < kills:
        put(template)
        child = begun(rows)
        time.sleep(chance.uniform(0, takes))
        os.kill(child, signal.SIGKILL)
        told["killed"] += not ended_well(child)
        told["unwhole"] += bool(waiting())
        if not ended_well(begun(rows)):
            wrong.append("the second run")
        wrong += differing(before, columns)
    return {
        **told,
        "wrong": wrong,
        "seconds": round(takes, 1),
        "apps": len(apps.app_configs),
    }


def waiting() -> list[str]:
    """What a killed upgrade has left to do, as the database says."""
    with sqlite3.connect(database()) as found:
        done = found.execute(
            "SELECT app || '.' || name FROM django_migrations"
        ).fetchall()
    found.close()
    wanted = {"upgraded.0002_next_version", "upgraded.0003_index"}
    return sorted(wanted - {name for (name,) in done})


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
