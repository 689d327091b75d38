"""Doing what is due."""

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, within
from mutualaid.core.refusal import Refused

from .models import LONGEST_PROBLEM, DutyRun
from .registry import Duty, all_duties

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: of which duty, for which area (0: the installation), with which kind of error.

    `sentence` is what a refusal says; the words of other errors may name somebody.
    """

    duty: str
    scope: int
    seconds: float
    problem: str = ""
    sentence: str = ""


def run_due(*, areas: Iterable[int], by: Actor) -> Iterator[Outcome]:
    """Do every duty that is due, one after the other; a problem with one stops no other."""
    scopes = list(areas)
    for duty in all_duties():
        for scope in scopes if duty.per_area else [INSTALLATION]:
            if run := _claim(duty, scope):
                yield _do(duty, run, by)


def _claim(duty: Duty, scope: int) -> DutyRun | None:
    """Take the duty's row before any other tick does; None if it is not due, or was taken.

    A mark instead of a lock: SQLite locks the whole database, for as long as the work takes.
    """
    now = clock.now()
    with within(scope):
        run, _ = DutyRun.objects.get_or_create(duty=duty.key, scope=scope)
        if not run.is_due(duty.every, now):
            return None
        unchanged = DutyRun.objects.filter(pk=run.pk, started_at=run.started_at)
        taken = unchanged.update(started_at=now, finished_at=None, problem="")
    run.started_at = now
    return run if taken else None


def _do(duty: Duty, run: DutyRun, by: Actor) -> Outcome:
    began, problem, sentence = time.monotonic(), "", ""
    try:
        with within(run.scope):
            duty.work(by=by)
    except Exception as error:
        problem = type(error).__name__
        sentence = error.sentence if isinstance(error, Refused) else ""
        logger.exception("The duty %s ran into a problem.", duty.key)
    _finish(run, problem)
    return Outcome(duty.key, run.scope, time.monotonic() - began, problem, sentence)


def _finish(run: DutyRun, problem: str) -> None:
    """Unless it took so long that another tick took it for cut off and began anew."""
    with within(run.scope):
        DutyRun.objects.filter(pk=run.pk, started_at=run.started_at).update(
            finished_at=clock.now(), problem=problem[:LONGEST_PROBLEM]
        )
