"""Barriers: writing down what is in the way, and saying that it no longer is."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor, system_actor
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.models import Barrier, BarrierKind, BarrierStatus
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area

# A rater without an account, of whom the log knows only that.
NOBODY = system_actor("rate-by-link")


@transaction.atomic
def add_barrier(
    *,
    area: Area,
    kind: BarrierKind,
    words: str,
    by: Hat | None,
    statement_key: str = "",
    found_in: str = "",
) -> Barrier:
    """Keep what is in the way; `by` is None for a rater without an account. Raises Refused."""
    if not words.strip():
        raise Refused(gettext("Say in a sentence what is in the way."))
    now = clock.now()
    barrier = Barrier.objects.create(
        area=area,
        kind=kind,
        words=words,
        statement_key=statement_key,
        found_in=found_in,
        found_by_id=by.membership_id if by else None,
        created_at=now,
        updated_at=now,
    )
    _log("add_barrier", barrier, by.actor if by else NOBODY)
    return barrier


@transaction.atomic
def lift_barrier(*, barrier: Barrier, by: Hat) -> None:
    """It is no longer in the way. Raises Refused where that is known."""
    _bring(barrier, BarrierStatus.LIFTED)
    _log("lift_barrier", barrier, by.actor)


@transaction.atomic
def reopen_barrier(*, barrier: Barrier, by: Hat) -> None:
    """It is in the way again. Raises Refused where that is known."""
    _bring(barrier, BarrierStatus.STANDING)
    _log("reopen_barrier", barrier, by.actor)


def _bring(barrier: Barrier, to: BarrierStatus) -> None:
    changed = Barrier.objects.filter(pk=barrier.pk).exclude(status=to)
    if not changed.update(status=to, updated_at=clock.now()):
        raise Refused(gettext("Somebody has said so of this barrier already."))
    barrier.status = to


def _log(act: str, barrier: Barrier, by: Actor) -> None:
    record(
        act=f"improvement_plan.{act}",
        by=by,
        subject=f"barrier:{barrier.reference}",
        detail={"about": barrier.kind},
        area_id=barrier.area_id,
    )
