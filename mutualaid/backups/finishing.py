"""Ending a restore, in the restored place: compare, bring up to date, verify, erase again."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from mutualaid.accounts.models import Session
from mutualaid.activity_log.actions import record
from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.activity_log.findings import Fault
from mutualaid.activity_log.verifying import verify_chain
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area
from mutualaid.privacy.erasing import replay_ledger
from mutualaid.privacy.ledger import erasures
from mutualaid.privacy.models import Person
from mutualaid.privacy.rotating import replace_file
from mutualaid.privacy.vault import all_keys, unwrap

from .postgresql.counting import live_sums
from .restoring import REPLACED
from .standing import unfinished_file
from .table_sums import TableSum, differences, sqlite_sums

MOST_TOLD = 5


@dataclass(slots=True)
class Finished:
    """What finishing found; `lost` names lines of the log that only anchors know of."""

    tables: dict[str, int] = field(default_factory=dict)
    compared: bool = False
    chains: int = 0
    log_lines: int = 0
    lost: list[str] = field(default_factory=list)
    keys: int = 0
    erasures: int = 0
    erased_again: int = 0
    sessions_ended: int = 0
    made_at: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - began, 2)


def finish(*, by: Actor, bring_up_to_date: Callable[[], None]) -> Finished:
    """Do what is left of a restore; the mark goes last. Raises Refused, and the mark stays."""
    told, done = _mark(), Finished()
    done.made_at = told["made_at"]
    with done.step("comparing"):
        _compare(told, done)
    with done.step("bringing up to date"):
        bring_up_to_date()
    with done.step("opening every key"):
        done.keys = sum(1 for kept in all_keys() if unwrap(kept))
    with done.step("verifying the log"):
        _verify(done)
    with done.step("erasing again"):
        _erase_again(done, by)
    with done.step("ending sessions"), transaction.atomic():
        # One that was ended after the backup would be alive again.
        done.sessions_ended, _ = Session.objects.all().delete()
    _log(done, by)
    shutil.rmtree(Path(settings.DATA_DIR) / REPLACED, ignore_errors=True)
    unfinished_file().unlink()
    return done


def _mark() -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(unfinished_file().read_text())
    except FileNotFoundError as error:
        raise Refused("No restore is waiting to be finished here.") from error
    return told


def _compare(told: dict[str, Any], done: Finished) -> None:
    """Once: a finishing that was cut off later has changed rows since."""
    found = present_sums()
    done.tables = {name: each.rows for name, each in found.items()}
    done.compared = told.get("compared", False)
    expected = {name: TableSum(**each) for name, each in told["tables"].items()}
    # A moment of PostgreSQL that somebody chose was counted by nobody.
    if done.compared or not expected:
        return
    if wrong := list(differences(expected, found)):
        raise Refused(
            "What was restored is not what was backed up, and nothing is served from it. "
            + " ".join(wrong[:MOST_TOLD])
        )
    done.compared = True
    replace_file(unfinished_file(), json.dumps({**told, "compared": True}))


def present_sums() -> dict[str, TableSum]:
    """What this installation's database holds now."""
    if connection.vendor == "postgresql":
        return live_sums()
    return sqlite_sums(Path(connection.settings_dict["NAME"]))


def _verify(done: Finished) -> None:
    """Lines that only anchors know were written after the backup, and are told as lost."""
    book = AnchorBook(Path(settings.ANCHORS_DIR))
    wrong = []
    for chain in _chains():
        with within(chain):
            report = verify_chain(chain, book)
        done.chains += 1
        done.log_lines += report.lines
        for finding in report.findings:
            if finding.fault is Fault.BEYOND_END:
                done.lost.append(finding.sentence)
            elif not finding.fault.is_warning:
                wrong.append(finding.sentence)
    if wrong:
        raise Refused(
            "The activity log is not as it was written, and nothing is served from it. "
            + " ".join(wrong[:MOST_TOLD])
        )


def _chains() -> list[int]:
    with within(INSTALLATION):
        areas = list(Area.objects.order_by("pk").values_list("pk", flat=True))
    return [INSTALLATION, *areas]


def _erase_again(done: Finished, by: Actor) -> None:
    named = list(erasures())
    done.erasures = len(named)
    for area_id in _chains():
        with within(area_id):
            done.erased_again += replay_ledger(by=by, of=named)
    if left := still_there():
        raise Refused(
            f"{left} people who were erased are still there; nothing is served from this. "
            "Run `mutualaid restore --finish` again."
        )


def still_there() -> int:
    """How many whom the ledger names have a row or a key that it says is gone."""
    gone = {(each.token, shelf) for each in erasures() for shelf in each.shelves}
    whole = {each.token for each in erasures() if each.is_whole}
    rows = 0
    for area_id in _chains():
        with within(area_id):
            rows += Person.objects.filter(token__in=whole).count()
    return rows + sum((kept.token, kept.shelf) in gone for kept in all_keys())


def _log(done: Finished, by: Actor) -> None:
    with within(INSTALLATION), transaction.atomic():
        record(
            act="backups.restore",
            by=by,
            detail={
                "made_at": done.made_at,
                "tables": len(done.tables),
                "erased_again": done.erased_again,
            },
        )
