"""Kills backups at random points: `python -m mutualaid.backups.tests.killed_backups HOW-MANY KEY`.

After each kill every file that looks like an archive is opened, whole. Prints what it saw.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.db import connection

from mutualaid.backups.manifest import Holds
from mutualaid.backups.opening import open_archive
from mutualaid.backups.places import archives
from mutualaid.backups.taking import take_backup


def begun() -> int:
    """A backup in a process of its own."""
    connection.close()
    child = os.fork()
    if not child:
        try:
            take_backup()
        finally:
            os._exit(0)
    return child


def whole_archives(identity: str) -> int:
    """How many there are; one that does not open raises."""
    place = Path(settings.BACKUPS_DIR)
    found = [(file, Holds.DATA) for file in archives(place)]
    found += [(file, Holds.KEYS) for file in place.glob("keys-*.age")]
    for file, holds in found:
        with TemporaryDirectory() as made:
            open_archive(file, Path(made) / "x", identity=identity, holds=holds)
    return len(found)


def main(kills: int, identity: str) -> dict[str, int]:
    take_backup()
    began = time.monotonic()
    os.waitpid(begun(), 0)
    takes = time.monotonic() - began
    told = {"kills": 0, "in_the_middle": 0, "whole": 0}
    chance = random.Random(6)  # noqa: S311
    while told["kills"] < kills:
        child = begun()
        time.sleep(chance.uniform(0, takes))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        told["kills"] += os.WIFSIGNALED(status)
        place = Path(settings.BACKUPS_DIR)
        unsealed = list(Path(settings.DATA_DIR).glob(".backup-*"))
        told["in_the_middle"] += bool(list(place.glob(".*.partial")) or unsealed)
        told["whole"] += whole_archives(identity)
    take_backup()
    told["left"] = len(list(Path(settings.BACKUPS_DIR).glob(".*")))
    told["left"] += len(list(Path(settings.DATA_DIR).glob(".backup-*")))
    return told


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1]), sys.argv[2]), sys.stdout)
