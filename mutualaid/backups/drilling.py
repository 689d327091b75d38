"""The drill: back up, restore into an empty place, and try whether one could work there.

It runs on the live installation and changes nothing of it. Unless the kept key is given, the
archives of the drill are sealed for a key of its own, since the host has none that opens.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.privacy.rotating import replace_file

from .apart import PROGRAM, environment_of, run_apart
from .host_key import confirmed_at, new_pair
from .places import TIME, archives, keys_name, place_name, staging
from .postgresql.trial_server import addresses, trial_server
from .standing import drills_dir
from .table_sums import Progress, silently
from .taking import write_archives

LOSS_WINDOW = (
    "PostgreSQL with archived log: at most 15 minutes, by archive_timeout. A single machine with "
    "SQLite: whatever was written since the last backup, at most 24 hours by the daily duty."
)


@dataclass(slots=True)
class Drill:
    """What a drill has found so far."""

    drilled_at: str
    with_kept_key: bool
    problems: list[str] = field(default_factory=list)
    steps: dict[str, float] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; a refusal in it is a problem, and ends the drill."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.steps[name] = round(time.monotonic() - began, 2)

    def report(self) -> dict[str, Any]:
        return {
            "drilled_at": self.drilled_at,
            "problems": self.problems,
            "seconds": round(sum(self.steps.values()), 2),
            "steps": self.steps,
            "with_kept_key": self.with_kept_key,
            "key_confirmed_at": confirmed_at(),
            "loss_window": LOSS_WINDOW,
            **self.found,
        }


@dataclass(frozen=True, slots=True)
class Archives:
    """What a drill restores, and the file with the key that opens it."""

    data: Path
    keys: Path
    identity_file: Path


def hold_drill(
    *, identity_file: Path | None = None, progress: Progress = silently
) -> dict[str, Any]:
    """Hold one and leave its report in MUTUALAID_DATA/drills. Problems are in it, none is raised."""
    now = clock.now()
    drill = Drill(now.isoformat(timespec="seconds"), identity_file is not None)
    Path(settings.DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    with staging() as place:
        try:
            _go_through(drill, place, identity_file, progress)
        except Refused as no:
            drill.problems.append(no.sentence)
    told = drill.report()
    drills_dir().mkdir(mode=0o700, exist_ok=True)
    name = f"drill-{now:{TIME}}"
    replace_file(drills_dir() / f"{name}.json", json.dumps(told, indent=2))
    replace_file(drills_dir() / f"{name}.txt", "\n".join(in_words(told)) + "\n")
    return told


def _go_through(
    drill: Drill, place: Path, identity_file: Path | None, progress: Progress
) -> None:
    restored = place / "restored"
    with drill.step("backing up"):
        given = _archives(place, identity_file, progress)
    drill.found["bytes"] = given.data.stat().st_size
    if connection.vendor == "postgresql":
        _try_server(drill, given, restored)
    else:
        with drill.step("restoring"):
            drill.found["restored"] = json.loads(_restored(given, restored, "--json"))
        with drill.step("trying it out"):
            drill.found["tried"] = _tried(environment_of(restored))
    drill.problems += _problems(drill.found)


def _try_server(drill: Drill, given: Archives, restored: Path) -> None:
    """A server of the drill's own, over what was restored."""
    cluster = restored.parent / "cluster"
    with drill.step("restoring"):
        _restored(given, restored, "--postgresql-data", str(cluster))
    with trial_server(cluster) as server:
        environment = environment_of(restored, **addresses(server))
        with drill.step("finishing"):
            words = (*PROGRAM, "restore", "--finish", "--json")
            drill.found["restored"] = json.loads(_said(words, environment))
        with drill.step("trying it out"):
            drill.found["tried"] = _tried(environment)


def _archives(place: Path, identity_file: Path | None, progress: Progress) -> Archives:
    """Those that are there where the kept key is given, else fresh ones."""
    if identity_file:
        if settings.BACKUPS_DIR is None or not archives(settings.BACKUPS_DIR):
            raise Refused("There is no backup yet that the kept key could open.")
        newest = archives(settings.BACKUPS_DIR)[0]
        return Archives(newest, newest.parent / keys_name(place_name()), identity_file)
    pair, to = new_pair(), place / "archives"
    to.mkdir(mode=0o700)
    replace_file(place / "identity", pair.identity)
    with override_settings(BACKUP_RECIPIENT=pair.recipient):
        written = write_archives(to, progress)
    return Archives(written.data, written.keys, place / "identity")


def _restored(given: Archives, to: Path, *more: str) -> str:
    words = ("restore", str(given.data), "--keys", str(given.keys), *more)
    where = ("--identity-file", str(given.identity_file), "--to", str(to))
    return _said((*PROGRAM, *words, *where), environment_of(to))


def _tried(environment: dict[str, str]) -> dict[str, Any]:
    words = (*PROGRAM[:1], "-m", "mutualaid.backups.trial")
    told: dict[str, Any] = json.loads(_said(words, environment))
    return told


def _said(words: tuple[str, ...], environment: dict[str, str]) -> str:
    ended = run_apart(words, environment)
    if ended.returncode:
        raise Refused(f"The backup could not be restored. {_last_words(ended.stderr)}")
    return ended.stdout


def _last_words(said: str) -> str:
    """The refusal; of a broken program only its kind, since the words may quote somebody."""
    last = said.strip().splitlines()[-1] if said.strip() else ""
    return last.partition(":")[0] if "Traceback" in said else last


def _problems(found: dict[str, Any]) -> Iterator[str]:
    restored, tried = found["restored"], found["tried"]
    if not restored["compared"]:
        yield "The restored tables were not held to the backup's counts."
    for sentence in restored["lost"]:
        yield f"Lost: {sentence}"
    if tried["still_there"]:
        yield f"{tried['still_there']} who were erased are there again."
    if not tried["signed_in"]:
        yield "Nobody could sign in to the restored place."


def in_words(told: dict[str, Any]) -> Iterator[str]:
    """The report for people."""
    yield f"Restore drill of {told['drilled_at']}"
    yield from (f"Problem: {each}" for each in told["problems"])
    for name, seconds in told["steps"].items():
        yield f"{name}: {seconds:.1f} s"
    if restored := told.get("restored"):
        rows = sum(restored["tables"].values())
        yield f"{len(restored['tables'])} tables, {rows:,} rows, compared one by one."
        yield f"{restored['log_lines']:,} lines of the activity log verified."
        yield f"{restored['keys']:,} keys of clients opened."
        yield f"{restored['erasures']:,} erasures known; all of them hold."
    key = "the kept key" if told["with_kept_key"] else "a key made for the drill"
    yield f"Opened with {key}; the kept key was given back last: {told['key_confirmed_at'] or 'never'}."
    yield f"What may be lost: {told['loss_window']}"
    yield "No problem was found." if not told["problems"] else "There are problems."
