"""Trying something small for an action, and saying what was learned."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.answers import Trial
from mutualaid.improvement_plan.models import Action, PdsaCycle, Verdict
from mutualaid.indicators.models import NoteKind
from mutualaid.organisations.hats import Hat

from .history import log
from .notes import note_on_chart


@transaction.atomic
def add_cycle(*, action: Action, trial: Trial, by: Hat) -> PdsaCycle:
    """Write down what will be tried. Raises Refused once the action is closed."""
    if not action.is_open():
        raise Refused(gettext("This action is closed. Take it up again first."))
    now = clock.now()
    cycle = PdsaCycle.objects.create(
        area_id=action.area_id,
        action=action,
        created_at=now,
        updated_at=now,
        **asdict(trial),
    )
    log("add_cycle", action, by.actor)
    return cycle


@transaction.atomic
def study_cycle(
    *, cycle: PdsaCycle, happened: str, learned: str, verdict: Verdict, by: Hat
) -> None:
    """Say what happened and what follows; the chart keeps the day. Raises Refused if done."""
    locked = PdsaCycle.objects.select_for_update().get(pk=cycle.pk)
    if locked.verdict:
        raise Refused(gettext("Somebody has written down already what came of it."))
    if locked.tried_on > clock.today():
        raise Refused(gettext("Its day is still to come. Come back once it was tried."))
    locked.happened, locked.learned, locked.verdict = happened, learned, verdict
    locked.updated_at = clock.now()
    locked.save(update_fields=["happened", "learned", "verdict", "updated_at"])
    action = cycle.action
    if action.indicator_key:
        words = gettext("Tried: %(question)s") % {"question": locked.question}
        note_on_chart(
            action=action,
            words=words,
            by=by.actor,
            on=locked.tried_on,
            kind=NoteKind.EVENT,
        )
    log("study_cycle", action, by.actor, verdict=str(verdict))
